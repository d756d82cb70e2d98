package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.transport.kafka.DueQueue.Held;
import org.junit.jupiter.api.Test;

/** Which delayed messages there are. */
class DueQueueTest {
    private final DueQueue queue = new DueQueue();

    @Test
    void they_come_in_the_order_of_falling_due_and_then_of_sending() {
        queue.add(new Held("late", 30, 1));
        queue.add(new Held("second", 10, 3));
        queue.add(new Held("first", 10, 2));
        assertThat(queue.firstDue()).isEqualTo(10);
        assertThat(queue.due(20, 10)).extracting(Held::key).containsExactly("first", "second");
        assertThat(queue.due(30, 2)).extracting(Held::key).containsExactly("first", "second");
        assertThat(queue.due(9, 10)).isEmpty();
    }

    @Test
    void what_is_removed_is_gone_and_what_is_not_there_is_no_error() {
        queue.add(new Held("a", 10, 1));
        queue.remove("b");
        queue.remove("a");
        queue.remove("a");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.due(99, 10)).isEmpty();
    }
}
