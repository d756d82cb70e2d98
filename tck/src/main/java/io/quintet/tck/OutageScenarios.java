package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The server goes away and comes back. */
@Needs(given = {Circumstance.MESSAGES, Circumstance.SERVER})
abstract class OutageScenarios {
    @Test
    void consumers_and_producers_find_a_restarted_server_again_by_themselves(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("before", "k"));
        recorder.await("before");
        restart(lab, () -> {});
        sendUntilAccepted(lab, transport, channel, Texts.message("after", "k"));
        recorder.await("after");
    }

    @Test
    void a_send_while_the_server_is_away_is_accepted_later_or_fails_and_never_hangs(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        lab.send(transport, channel, Texts.message("before", null));
        List<CompletableFuture<List<Receipt>>> sends = new ArrayList<>();
        restart(lab, () -> {
            for (int i = 0; i < 10; i++) {
                Message message = Texts.message("during" + i, null);
                sends.add(Lab.compute(() -> lab.receipts(transport, channel, List.of(message))));
            }
        });
        for (int i = 0; i < 10; i++) {
            List<Receipt> receipts = lab.await("receipt", sends.get(i));
            assertThat(receipts).hasSize(1);
            if (receipts.getFirst() instanceof Receipt.Accepted) {
                recorder.await("during" + i);
            }
        }
    }

    @Test
    void what_was_unsettled_when_the_server_went_away_does_not_block_its_key(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.attempt() > 1) {
                delivery.ack();
            }
        });
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "k"));
        Recorder.Got held = recorder.await("a");
        restart(lab, () -> {});
        held.delivery().ack(); // too late or in time: in either case the next of its key comes
        sendUntilAccepted(lab, transport, channel, Texts.message("b", "k"));
        recorder.await("b").delivery().ack();
    }

    static void restart(Lab lab, Runnable meanwhile) {
        Server server = lab.kit().server().orElseThrow();
        server.stop();
        try {
            meanwhile.run();
        } finally {
            server.start();
        }
    }

    static void sendUntilAccepted(Lab lab, MessageTransport transport, Channel channel, Message message) {
        long deadline = System.nanoTime() + lab.patience().toNanos();
        while (!(lab.receipts(transport, channel, List.of(message)).getFirst() instanceof Receipt.Accepted)) {
            assertThat(System.nanoTime())
                    .as("accepted within %s", lab.patience())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
