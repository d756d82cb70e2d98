package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateTest {
    private final ManualTicker ticker = new ManualTicker();

    private static long taken(Rate rate, int times) {
        return IntStream.range(0, times).filter(i -> rate.tryTake()).count();
    }

    @Test
    void gives_a_burst_after_a_pause_and_then_so_many_a_second() {
        Rate rate = new Rate(10, 3, ticker);
        assertThat(taken(rate, 100)).isEqualTo(3);
        assertThat(rate.next()).isEqualTo(Duration.ofMillis(100));
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            ticker.pass(Duration.ofMillis(10));
            sum += taken(rate, 5);
        }
        assertThat(sum).isEqualTo(100);
        ticker.pass(Duration.ofMinutes(1));
        assertThat(taken(rate, 100)).isEqualTo(3);
    }

    @Test
    void each_caller_has_its_own_and_quiet_ones_are_forgotten() {
        CallerRates rates = new CallerRates(1, 1, ticker);
        assertThat(taken(rates.of("greedy"), 10)).isEqualTo(1);
        assertThat(taken(rates.of("modest"), 10)).isEqualTo(1);
        for (int i = 0; i < 20_000; i++) {
            assertThat(rates.of("caller " + i).tryTake()).isEqualTo(i < 9_998 || i == 9_998);
        }
        ticker.pass(Duration.ofHours(9));
        assertThat(rates.of("one more").tryTake()).isTrue();
    }

    @Test
    void of_long_names_of_callers_the_beginning_counts() {
        CallerRates rates = new CallerRates(1, 1, ticker);
        assertThat(rates.of("x".repeat(15_000))).isSameAs(rates.of("x".repeat(14_999) + "y"));
        assertThat(rates.of("x".repeat(100) + "y")).isNotSameAs(rates.of("x".repeat(100) + "z"));
    }

    @Test
    void quiet_callers_are_looked_for_once_a_second_at_most() {
        CallerRates rates = new CallerRates(1000, 1, ticker);
        for (int i = 0; i < 10_000; i++) {
            assertThat(rates.of("caller " + i).tryTake()).isTrue();
        }
        Rate shared = rates.of("one too many");
        ticker.pass(Duration.ofMillis(999));
        assertThat(rates.of("another")).isSameAs(shared);
        ticker.pass(Duration.ofMillis(1));
        assertThat(rates.of("another")).isNotSameAs(shared);
    }
}
