package io.quintet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultyBatchTest {
    private static Message message(int number) {
        return new Message(
                Headers.of(HeaderNames.ID, "m" + number).with(HeaderNames.KEY, "k" + number % 3), new byte[] {1, 2});
    }

    private static List<Message> batch() {
        List<Message> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            batch.add(message(i));
        }
        return batch;
    }

    private static FaultyBatch under(FaultKind kind, double rate) {
        FaultPlan plan = FaultPlan.seeded(5).with(Step.BEFORE_SEND, kind, rate).build();
        return FaultyBatch.of(plan, "a", batch(), false);
    }

    private static List<Receipt> accepted(FaultyBatch batch) {
        return batch.receipts(Collections.nCopies(batch.messages().size(), Receipt.Accepted.INSTANCE));
    }

    private static List<String> ids(List<Message> messages, String key) {
        return messages.stream()
                .filter(each -> key.equals(each.key()))
                .map(Message::id)
                .toList();
    }

    @Test
    void a_dropped_message_holds_back_the_later_ones_of_its_key() {
        FaultyBatch batch = under(FaultKind.DROP, 0.02);
        List<Receipt> receipts = accepted(batch);
        assertThat(receipts).hasSize(300);
        for (int key = 0; key < 3; key++) {
            List<String> sent = ids(batch.messages(), "k" + key);
            assertThat(ids(batch(), "k" + key).subList(0, sent.size())).isEqualTo(sent);
            for (int i = key; i < 300; i += 3) {
                assertThat(receipts.get(i) instanceof Receipt.Accepted).isEqualTo(sent.contains("m" + i));
            }
        }
        assertThat(batch.messages()).hasSizeLessThan(300);
    }

    @Test
    void a_message_that_was_refused_may_be_sent_again_and_one_that_was_lost_may_not() {
        assertThat(accepted(under(FaultKind.FAIL, 1)))
                .allSatisfy(
                        receipt -> assertThat(((Receipt.Failed) receipt).error().retrySafe())
                                .isTrue());
        assertThat(accepted(under(FaultKind.DROP, 1)))
                .allSatisfy(
                        receipt -> assertThat(((Receipt.Failed) receipt).error().retrySafe())
                                .isFalse());
    }

    @Test
    void duplicates_and_overtaking_keep_the_order_of_each_key() {
        FaultyBatch twice = under(FaultKind.DUPLICATE, 0.3);
        assertThat(twice.messages()).hasSizeGreaterThan(350);
        assertThat(accepted(twice)).hasSize(300).containsOnly(Receipt.Accepted.INSTANCE);
        FaultyBatch overtaken = under(FaultKind.REORDER, 0.3);
        assertThat(overtaken.messages()).isNotEqualTo(batch()).hasSize(300);
        for (String key : List.of("k0", "k1", "k2")) {
            assertThat(ids(overtaken.messages(), key)).isEqualTo(ids(batch(), key));
        }
    }

    @Test
    void of_two_copies_a_failure_counts() {
        FaultyBatch twice = under(FaultKind.DUPLICATE, 1);
        List<Receipt> receipts =
                new ArrayList<>(Collections.nCopies(twice.messages().size(), (Receipt) Receipt.Accepted.INSTANCE));
        Receipt failed = accepted(under(FaultKind.FAIL, 1)).getFirst();
        receipts.set(2, failed);
        assertThat(twice.receipts(receipts).get(1)).isEqualTo(failed);
    }

    @Test
    void damage_is_in_a_copy_and_everywhere() {
        FaultyBatch damaged = under(FaultKind.CORRUPT, 1);
        assertThat(damaged.messages().getFirst().payload()).containsExactly(~1, ~2);
        assertThat(batch().getFirst().payload()).containsExactly(1, 2);
    }

    @Test
    void over_a_carrier_that_takes_all_or_nothing_a_fault_befalls_the_whole_batch() {
        FaultPlan plan = FaultPlan.seeded(5)
                .with(Step.BEFORE_SEND, FaultKind.DROP, 0.2)
                .with(Step.BEFORE_SEND, FaultKind.FAIL, 0.2)
                .with(Step.BEFORE_SEND, FaultKind.REORDER, 0.2)
                .build();
        Set<Integer> sizes = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            FaultyBatch batch = FaultyBatch.of(plan, "a", batch(), true);
            sizes.add(batch.messages().size());
            assertThat(accepted(batch))
                    .hasSize(300)
                    .hasOnlyElementsOfType(batch.messages().isEmpty() ? Receipt.Failed.class : Receipt.Accepted.class);
        }
        assertThat(sizes).containsExactly(0, 300);
    }

    @Test
    void a_throw_sends_nothing() {
        assertThatThrownBy(() -> under(FaultKind.THROW, 0.1))
                .isInstanceOf(InjectedFault.class)
                .hasMessage("injected: BEFORE_SEND.THROW");
    }
}
