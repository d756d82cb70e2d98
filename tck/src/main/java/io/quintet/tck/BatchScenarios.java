package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several messages sent at once. */
@Needs(given = Circumstance.MESSAGES)
abstract class BatchScenarios {
    private static final int BATCHES = 300;
    private static final int BATCH = 3;

    @Test
    void a_batch_has_one_receipt_a_message(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        List<Message> batch = new ArrayList<>(Texts.keyed("k", "key", 50));
        batch.addAll(Texts.keyless("n", 50));
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 200, recorder);
        assertThat(lab.receipts(transport, channel, batch)).hasSize(100).allMatch(Receipt.Accepted.class::isInstance);
        assertThat(recorder.await(100).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(batch));
    }

    @Test
    void an_empty_batch_has_no_receipts(Lab lab) {
        assertThat(lab.receipts(lab.messages(), lab.channel(1), List.of())).isEmpty();
    }

    @Test
    @Needs(Guarantee.KEY_ORDER)
    void a_batch_of_mixed_keys_keeps_the_order_of_each(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(3);
        List<Message> batch = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            batch.add(Texts.message("m" + i, i % 6 == 5 ? null : "key-" + i % 6));
        }
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        lab.send(transport, channel, batch);
        recorder.await(60);
        for (int key = 0; key < 5; key++) {
            String name = "key-" + key;
            assertThat(recorder.ids())
                    .as("order of %s", name)
                    .containsSubsequence(batch.stream()
                            .filter(message -> name.equals(message.key()))
                            .map(Message::id)
                            .toList());
        }
    }

    @Test
    @Needs(Guarantee.KEY_ORDER)
    void batches_that_are_sent_without_waiting_keep_the_order_of_calls(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        List<CompletableFuture<List<Receipt>>> receipts = new ArrayList<>();
        List<Message> all = Texts.keyed("m", "k", 300);
        for (int i = 0; i < 300; i += 3) {
            receipts.add(transport.send(channel, all.subList(i, i + 3)));
        }
        receipts.forEach(future -> assertThat(lab.await("receipts", future)).hasSize(3));
        assertThat(recorder.await(300).ids()).containsExactlyElementsOf(Texts.ids(all));
    }

    @Test
    @Needs({Guarantee.ATOMIC_BATCH, Guarantee.STORED})
    void a_batch_that_is_under_way_at_close_is_taken_whole_or_not_at_all(Lab lab) {
        MessageTransport sending = lab.messages();
        Channel channel = lab.channel(1);
        List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            sent.add(sending.send(channel, Texts.keyed("m" + i + "-", "k", BATCH)));
        }
        sending.close();
        assertWhole(lab, channel, sent);
    }

    @Test
    @Needs(
            value = {Guarantee.ATOMIC_BATCH, Guarantee.STORED},
            given = Circumstance.SERVER)
    void a_batch_that_is_sent_while_the_server_goes_away_is_taken_whole_or_not_at_all(Lab lab) {
        MessageTransport sending = lab.messages();
        Channel channel = lab.channel(1);
        lab.send(sending, channel, Texts.message("first", "k"));
        List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
        OutageScenarios.restart(lab, () -> {
            for (int i = 0; i < 10; i++) {
                List<Message> batch = Texts.keyed("m" + i + "-", "k", BATCH);
                sent.add(Lab.compute(() -> lab.receipts(sending, channel, batch)));
            }
        });
        assertWhole(lab, channel, sent);
    }

    /** Of the n-th batch, whose messages are of one key and begin with {@code m<n>-}, all were taken, or none. */
    private static void assertWhole(Lab lab, Channel channel, List<CompletableFuture<List<Receipt>>> sent) {
        List<Integer> accepted = new ArrayList<>();
        for (CompletableFuture<List<Receipt>> future : sent) {
            List<Receipt> receipts = lab.await("receipts", future);
            assertThat(receipts).hasSize(BATCH);
            accepted.add((int)
                    receipts.stream().filter(Receipt.Accepted.class::isInstance).count());
        }
        assertThat(accepted).as("accepted of each batch").allMatch(count -> count == 0 || count == BATCH);
        MessageTransport taking = lab.messages();
        Recorder recorder = lab.acking();
        lab.subscribe(taking, channel, "g", 100, recorder);
        OutageScenarios.sendUntilAccepted(lab, taking, channel, Texts.message("last", "k"));
        recorder.await("last");
        for (int i = 0; i < accepted.size(); i++) {
            String prefix = "m" + i + "-";
            List<String> got = recorder.ids().stream()
                    .filter(id -> id.startsWith(prefix))
                    .distinct()
                    .toList();
            if (accepted.get(i) == BATCH || !got.isEmpty()) {
                assertThat(got).containsExactlyElementsOf(Texts.ids(Texts.keyed(prefix, "k", BATCH)));
            }
        }
    }
}
