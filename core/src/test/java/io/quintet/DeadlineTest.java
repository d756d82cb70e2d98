package io.quintet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    @Test
    void remains_at_most_what_was_given() {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));

        assertThat(deadline.remaining()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(deadline.expired()).isFalse();
    }

    @Test
    void has_passed_when_nothing_or_less_was_given() {
        assertThat(Deadline.in(Duration.ZERO).expired()).isTrue();
        assertThat(Deadline.in(Duration.ofHours(-1)).expired()).isTrue();
        assertThat(Deadline.in(Duration.ofHours(-1)).remaining()).isZero();
        assertThat(Deadline.in(Duration.ofHours(-1)).remainingNanos()).isNegative();
    }

    @Test
    void takes_the_earlier_of_two_whichever_side_it_stands_on() {
        Deadline soon = Deadline.in(Duration.ofSeconds(1));
        Deadline late = Deadline.in(Duration.ofSeconds(2));

        assertThat(soon.earlier(late)).isSameAs(soon);
        assertThat(late.earlier(soon)).isSameAs(soon);
    }

    @Test
    void does_not_overflow_on_the_longest_times() {
        Deadline forever = Deadline.in(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(forever.expired()).isFalse();
        assertThat(forever.earlier(Deadline.in(Duration.ofSeconds(1))).remaining())
                .isLessThan(Duration.ofSeconds(2));
    }
}
