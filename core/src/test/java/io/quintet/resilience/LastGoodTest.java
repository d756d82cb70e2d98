package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LastGoodTest {
    private final ManualTicker ticker = new ManualTicker();
    private final LastGood lastGood = new LastGood(Duration.ofMinutes(5), 100, ticker);

    @Test
    void knows_how_old_a_response_is_and_forgets_it_when_it_is_too_old() {
        lastGood.keep("query", "response");
        ticker.pass(Duration.ofMinutes(5));
        assertThat(lastGood.of("query")).isEqualTo(new LastGood.Aged("response", Duration.ofMinutes(5)));
        assertThat(lastGood.of("another")).isNull();
        ticker.pass(Duration.ofNanos(1));
        assertThat(lastGood.of("query")).isNull();
        assertThat(lastGood.size()).isZero();
    }

    @Test
    void keeps_the_latest_and_never_more_than_it_may() {
        for (int i = 0; i < 10_000; i++) {
            ticker.pass(Duration.ofMillis(1));
            lastGood.keep("query " + i, i);
            assertThat(lastGood.of("query " + i)).isNotNull();
            assertThat(lastGood.size()).isLessThanOrEqualTo(100);
        }
    }
}
