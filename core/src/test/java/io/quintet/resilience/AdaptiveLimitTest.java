package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdaptiveLimitTest {
    private final ManualTicker ticker = new ManualTicker();
    private final Limit limit = Limit.adaptive(200, ticker);

    /** Seconds in which as many calls as the limit allows are under way, each as long as said. */
    private void run(int seconds, Duration each, boolean overloaded) {
        for (int i = 0; i < seconds * 10; i++) {
            ticker.pass(Duration.ofMillis(101));
            for (int call = 0; call < 20; call++) {
                limit.ended(each.toNanos(), limit.now(), overloaded);
            }
        }
    }

    @Test
    void grows_while_calls_are_as_quick_as_ever_and_never_beyond_its_most() {
        int before = limit.now();
        run(1, Duration.ofMillis(5), false);
        assertThat(limit.now()).isGreaterThan(before);
        run(60, Duration.ofMillis(5), false);
        assertThat(limit.now()).isEqualTo(200);
    }

    @Test
    void shrinks_when_calls_take_longer_and_grows_again_when_they_do_not() {
        run(60, Duration.ofMillis(5), false);
        run(2, Duration.ofMillis(50), false);
        int squeezed = limit.now();
        assertThat(squeezed).isLessThan(100);
        run(60, Duration.ofMillis(5), false);
        assertThat(limit.now()).isGreaterThan(squeezed);
    }

    @Test
    void shrinks_when_calls_end_for_overload_and_never_below_four() {
        run(60, Duration.ofMillis(5), true);
        assertThat(limit.now()).isEqualTo(4);
    }

    @Test
    void stays_while_so_few_calls_are_under_way_that_they_say_nothing() {
        int before = limit.now();
        for (int i = 0; i < 1000; i++) {
            ticker.pass(Duration.ofMillis(101));
            limit.ended(1000, 1, false);
        }
        assertThat(limit.now()).isEqualTo(before);
    }
}
