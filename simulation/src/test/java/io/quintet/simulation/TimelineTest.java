package io.quintet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();

    private void in(long nanos, String what) {
        timeline.after(nanos, () -> happened.add(what + " at " + timeline.nanos()));
    }

    @Test
    void what_is_due_happens_in_the_order_of_time_and_then_of_words() {
        in(20, "c");
        in(10, "a");
        in(10, "b");
        timeline.runUntil(20);
        assertThat(happened).containsExactly("a at 10", "b at 10", "c at 20");
    }

    @Test
    void what_is_not_due_waits() {
        in(30, "late");
        timeline.runUntil(29);
        assertThat(happened).isEmpty();
        assertThat(timeline.nanos()).isEqualTo(29);
        timeline.runUntil(30);
        assertThat(happened).containsExactly("late at 30");
    }

    @Test
    void what_happens_can_make_more_happen_within_the_time() {
        timeline.after(10, () -> in(5, "then"));
        timeline.runUntil(20);
        assertThat(happened).containsExactly("then at 15");
    }
}
