package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.resilience.RetryBudget;
import io.quintet.spi.Call;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HedgingTest {
    private final QuintetException down = QuintetException.unreachable("nobody", null);
    private static final Duration SOON = Duration.ofMillis(5);

    private final Call call = Fixtures.call("findAgain", Duration.ofSeconds(20));
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private Object hang() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("cannot be");
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw down;
        }
    }

    @Test
    void the_second_call_wins_and_the_first_is_interrupted() throws Exception {
        Hedging hedging =
                new Hedging(call -> calls.incrementAndGet() == 1 ? hang() : "second", SOON, new RetryBudget(20));
        assertThat(hedging.invoke(call)).isEqualTo("second");
        interrupted.await();
    }

    @Test
    void a_call_that_answers_soon_is_made_once() throws Exception {
        Hedging hedging =
                new Hedging(call -> "answer " + calls.incrementAndGet(), Duration.ofSeconds(20), new RetryBudget(20));
        assertThat(hedging.invoke(call)).isEqualTo("answer 1");
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_failure_counts_when_nobody_else_is_under_way() {
        Hedging hedging = new Hedging(
                call -> {
                    calls.incrementAndGet();
                    throw down;
                },
                Duration.ofSeconds(20),
                new RetryBudget(20));
        assertThatThrownBy(() -> hedging.invoke(call)).isSameAs(down);
        assertThat(calls).hasValue(1);
    }

    @Test
    void of_two_that_fail_at_the_same_moment_one_is_the_last() {
        for (int round = 0; round < 2000; round++) {
            CyclicBarrier both = new CyclicBarrier(2);
            Hedging hedging = new Hedging(
                    call -> {
                        meet(both);
                        throw down;
                    },
                    Duration.ofNanos(1),
                    new RetryBudget(20));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(() -> hedging.invoke(call)).isSameAs(down));
        }
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void makes_no_second_call_without_budget() throws Exception {
        RetryBudget spent = new RetryBudget(0);
        while (spent.withdraw()) {
            calls.incrementAndGet();
        }
        calls.set(0);
        Deadline later = Deadline.in(SOON.multipliedBy(10));
        Hedging hedging = new Hedging(
                call -> {
                    if (calls.incrementAndGet() > 1) {
                        return "second";
                    }
                    while (!later.expired()) {
                        LockSupport.parkNanos(later.remainingNanos());
                    }
                    return "first";
                },
                SOON,
                spent);
        assertThat(hedging.invoke(call)).isEqualTo("first");
        assertThat(calls).hasValue(1);
    }
}
