package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.QuintetException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OutliersTest {
    private static final Duration TIME = Duration.ofSeconds(10);
    private final QuintetException late = QuintetException.deadlineExceeded("no response");

    private final ManualTicker ticker = new ManualTicker();
    private final Outliers outliers = new Outliers(new Outliers.Settings(3, TIME, 50));
    private final Health bad = new Health(ticker);

    private void fail(Health health, int times) {
        IntStream.range(0, times).forEach(i -> outliers.ended(health, late));
    }

    @Test
    void ejects_one_that_fails_in_a_row_and_takes_it_back_when_its_time_is_over() {
        outliers.size(4);
        fail(bad, 2);
        outliers.ended(bad, null);
        fail(bad, 2);
        assertThat(bad.avoided()).isFalse();
        fail(bad, 1);
        assertThat(bad.avoided()).isTrue();
        ticker.pass(TIME);
        assertThat(bad.avoided()).isFalse();
    }

    @Test
    void ejects_for_longer_when_it_fails_again_soon() {
        outliers.size(4);
        fail(bad, 3);
        ticker.pass(TIME);
        fail(bad, 3);
        ticker.pass(TIME.multipliedBy(2).minusNanos(1));
        assertThat(bad.avoided()).isTrue();
        ticker.pass(Duration.ofNanos(1));
        assertThat(bad.avoided()).isFalse();
        ticker.pass(TIME.multipliedBy(10));
        fail(bad, 3);
        ticker.pass(TIME);
        assertThat(bad.avoided()).isFalse();
    }

    @Test
    void never_ejects_more_than_its_share() {
        outliers.size(3);
        Health other = new Health(ticker);
        fail(bad, 3);
        fail(other, 30);
        assertThat(bad.avoided()).isTrue();
        assertThat(other.avoided()).isFalse();
        outliers.size(1);
        Health lone = new Health(ticker);
        fail(lone, 30);
        assertThat(lone.avoided()).isFalse();
    }
}
