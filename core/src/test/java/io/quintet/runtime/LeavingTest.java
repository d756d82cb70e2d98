package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LeavingTest {
    private final Leaving leaving = new Leaving();

    @Test
    void turns_nobody_away_before_it_has_begun() {
        assertThat(leaving.turnsAway()).isFalse();
        leaving.begin();
        assertThat(leaving.turnsAway()).isTrue();
    }

    @Test
    void is_over_when_no_call_has_come_for_a_time() {
        leaving.begin();
        long start = System.nanoTime();
        leaving.awaitQuiet(Duration.ofMillis(50), Deadline.in(Duration.ofSeconds(20)));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(45_000_000);
    }

    @Test
    void lasts_no_longer_than_the_patience_when_calls_keep_coming() throws Exception {
        leaving.begin();
        AtomicBoolean over = new AtomicBoolean();
        Thread caller = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                leaving.turnsAway();
                LockSupport.parkNanos(1_000_000);
            }
        });
        Deadline patience = Deadline.in(Duration.ofMillis(200));
        leaving.awaitQuiet(Duration.ofSeconds(25), patience);
        assertThat(patience.expired()).isTrue();
        over.set(true);
        caller.join();
    }
}
