package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.transport.sqs.server.SqsServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The broker is killed and started again while messages stream. */
class BrokerRestartTest {
    @Test
    void what_was_accepted_arrives_and_each_key_in_order_of_its_first_deliveries() throws Exception {
        SqsServer sqs = SqsServer.shared();
        try (MessageTransport sending = Fixtures.transport();
                MessageTransport taking = Fixtures.transport()) {
            Channel channel = Fixtures.channel(3);
            Inbox inbox = new Inbox(Delivery::ack);
            var subscription = taking.subscribe(channel, "g", 50, inbox);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<List<String>> accepted = CompletableFuture.supplyAsync(
                    () -> stream(sending, channel, enough),
                    task -> Thread.ofVirtual().start(task));
            inbox.takeUntil("m100");
            sqs.kill();
            sqs.start();
            String seen = inbox.ids().getLast();
            String next = "m" + (Integer.parseInt(seen.substring(1)) + 200);
            inbox.takeUntil(next);
            enough.set(true);
            List<String> sent = accepted.get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (!new HashSet<>(inbox.ids()).containsAll(sent)) { // the last one may have been taken before
                inbox.take();
            }
            List<String> firsts = inbox.ids().stream().distinct().toList();
            assertThat(firsts).containsAll(sent);
            for (int key = 0; key < 5; key++) {
                int remainder = key;
                assertThat(firsts.stream()
                                .map(id -> Integer.parseInt(id.substring(1)))
                                .filter(number -> number % 5 == remainder))
                        .as("key %s", key)
                        .isSorted();
            }
            subscription.close();
        }
    }

    /** Five keys, one message after the other; the ids of those that were accepted. */
    private static List<String> stream(MessageTransport transport, Channel channel, AtomicBoolean enough) {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; !enough.get(); i++) {
            String id = "m" + i;
            List<Receipt> receipts = transport
                    .send(channel, List.of(Fixtures.message(id, "k" + i % 5)))
                    .join();
            if (receipts.getFirst() instanceof Receipt.Accepted) {
                accepted.add(id);
            }
        }
        return accepted;
    }
}
