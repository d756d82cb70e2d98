package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    void doubles_with_each_attempt_up_to_the_most() {
        Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), Randoms.MOST);

        assertThat(backoff.delay(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.delay(2)).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.delay(5)).isEqualTo(Duration.ofMillis(800));
        assertThat(backoff.delay(6)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.delay(1000)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void is_between_half_and_all_of_it() {
        Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), new SplittableRandom(1));

        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.delay(2)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
    }

    @Test
    void does_not_overflow_on_long_delays() {
        Backoff backoff = new Backoff(Duration.ofDays(1), Duration.ofDays(36_500), Randoms.MOST);

        for (int attempt = 1; attempt < 100; attempt++) {
            assertThat(backoff.delay(attempt)).isBetween(Duration.ofDays(1), Duration.ofDays(36_500));
        }
        assertThat(backoff.delay(99)).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void a_first_above_the_most_counts_as_the_most() {
        assertThat(new Backoff(Duration.ofSeconds(9), Duration.ofSeconds(1), Randoms.MOST).delay(1))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
