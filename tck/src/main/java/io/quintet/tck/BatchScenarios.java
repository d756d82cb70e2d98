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
}
