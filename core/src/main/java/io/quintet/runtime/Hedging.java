package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.resilience.RetryBudget;
import io.quintet.spi.Call;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Client chain, for operations that may be called twice: when there is no answer after a while, calls once more, and takes the answer that
 * comes first. The other call is interrupted. The balancer sees the first call under way, and so prefers another instance.
 *
 * @see <a href="https://doi.org/10.1145/2408776.2408794">Dean and Barroso, The tail at scale, 2013</a>
 */
final class Hedging implements Invoker {
    private final Invoker next;
    private final Duration after;
    private final RetryBudget budget;

    Hedging(Invoker next, Duration after, RetryBudget budget) {
        this.next = next;
        this.after = after;
        this.budget = budget;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        Race race = new Race(next, call);
        try {
            race.start();
            if (race.undecidedAfter(after.toNanos()) && budget.withdraw()) {
                race.start();
            }
            return race.winner();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted(
                    call.operation().model().qualifiedName() + ": interrupted while waiting for the response", e);
        } finally {
            race.end();
        }
    }

    /** One or two calls, of which the first answer counts; a failure does while nobody else is under way. */
    private static final class Race {
        private final Invoker next;
        private final Call call;
        private final CompletableFuture<@Nullable Object> decided = new CompletableFuture<>();
        private final Thread[] runners = new Thread[2];
        private int started;
        private int running;

        Race(Invoker next, Call call) {
            this.next = next;
            this.call = call;
        }

        synchronized void start() {
            if (decided.isDone()) {
                return;
            }
            Thread runner = Thread.ofVirtual().name("quintet-hedge").unstarted(this::run);
            runners[started++] = runner;
            running++;
            runner.start();
        }

        private void run() {
            try {
                decided.complete(next.invoke(call));
            } catch (DomainException e) {
                decided.completeExceptionally(e); // an answer, too
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }

        /** In one step: of two that fail at the same moment one has to be the last. */
        private synchronized void failed(Throwable failure) {
            running--;
            if (running == 0) {
                decided.completeExceptionally(failure);
            }
        }

        boolean undecidedAfter(long nanos) throws InterruptedException, DomainException {
            try {
                decided.get(Math.min(nanos, Math.max(0, call.deadline().remainingNanos())), TimeUnit.NANOSECONDS);
                return false;
            } catch (TimeoutException e) {
                return !call.deadline().expired();
            } catch (ExecutionException e) {
                return false; // the winner says so
            }
        }

        /** Waits without a time of its own: each call ends by its deadline. */
        @Nullable
        Object winner() throws InterruptedException, DomainException {
            try {
                return decided.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case DomainException domain -> throw domain;
                    case RuntimeException failure -> throw failure;
                    case Error error -> throw error;
                    case null, default ->
                        throw new IllegalStateException("a call ended with neither of the two kinds of failure", e);
                }
            }
        }

        synchronized void end() {
            for (int i = 0; i < started; i++) {
                runners[i].interrupt(); // who has ended does not notice
            }
        }
    }
}
