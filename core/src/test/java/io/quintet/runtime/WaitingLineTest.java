package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.resilience.Gate;
import io.quintet.resilience.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WaitingLineTest {
    private static final long LONG = Duration.ofSeconds(20).toNanos();

    @Test
    void turns_away_who_finds_the_line_full_and_whose_time_is_over() throws Exception {
        WaitingLine line = new WaitingLine(new Gate(Limit.fixed(1)), 1);
        assertThat(line.enter(LONG)).isTrue();
        assertThat(line.enter(1)).as("its time is over").isFalse();
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                line.enter(LONG);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        while (line.waiting() == 0) {
            Thread.onSpinWait();
        }
        assertThat(line.enter(LONG)).as("the line is full").isFalse();
        line.leave(1, false);
        waiting.join();
        assertThat(line.waiting()).isZero();
    }

    @Test
    void never_lets_in_more_than_the_gate_and_forgets_nobody() throws Exception {
        WaitingLine line = new WaitingLine(new Gate(Limit.fixed(3)), 1000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                callers.add(executor.submit(() -> {
                    boolean entered = line.enter(LONG);
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    line.leave(1, false);
                    return entered;
                }));
            }
            for (Future<Boolean> caller : callers) {
                assertThat(caller.get()).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(line.waiting()).isZero();
    }
}
