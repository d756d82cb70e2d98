package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.QuintetException;
import io.quintet.spi.Instance;
import io.quintet.tck.contract.TckWho;
import io.quintet.tck.contract.TckWho.Answer;
import io.quintet.tck.contract.TckWho.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Calls one after the other from several threads, half of which call what must not be sent twice, and counts what comes of it. */
final class Callers implements AutoCloseable {
    /** Threads of each half. */
    static final int EACH = 3;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Duration patience;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final List<String> onceFailed = new ArrayList<>();
    private final List<String> againFailed = new ArrayList<>();
    private boolean ending;

    Callers(TckWho who, Duration patience) {
        this.patience = patience;
        for (int i = 0; i < EACH; i++) {
            threads.add(Thread.ofVirtual().name("tck-once").start(() -> call(who::once, onceFailed)));
            threads.add(Thread.ofVirtual().name("tck-again").start(() -> call(who::again, againFailed)));
        }
    }

    private void call(Function<Question, Answer> operation, List<String> failed) {
        for (int number = 0; !ending(); number++) {
            try {
                answered(operation.apply(new Question(number)).instance());
            } catch (QuintetException e) {
                failed(failed, e);
            }
            LockSupport.parkNanos(PAUSE_NANOS); // others want to run, too
        }
    }

    private synchronized void answered(String instance) {
        answers.merge(instance, 1, Integer::sum);
        notifyAll();
    }

    private synchronized void failed(List<String> failed, QuintetException e) {
        failed.add(String.valueOf(e));
        notifyAll();
    }

    private synchronized boolean ending() {
        return ending;
    }

    /** Waits until an instance has answered more often by this number. */
    synchronized void awaitAnswers(int more, Instance instance) {
        int enough = answers.getOrDefault(instance.id(), 0) + more;
        await(() -> answers.getOrDefault(instance.id(), 0) >= enough, enough + " answers of " + instance);
    }

    /** Waits for this number of further answers, whoever gives them. */
    synchronized void awaitAnswers(int more) {
        int enough = all() + more;
        await(() -> all() >= enough, enough + " answers");
    }

    private int all() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (remaining <= 0) {
                throw new AssertionError("not within " + patience + ": " + what + "; answers " + answers + ", failed "
                        + onceFailed + againFailed);
            }
            try {
                wait(remaining);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /** That no call has failed. */
    synchronized void assertNoneFailed() {
        assertThat(onceFailed).as("failed calls, sent once").isEmpty();
        assertThat(againFailed).as("failed calls, sent again").isEmpty();
    }

    /** That at most those calls failed that were under way to one instance and could not be sent again. */
    synchronized void assertFewFailed() {
        assertThat(onceFailed).as("failed calls, sent once").hasSizeLessThanOrEqualTo(EACH);
        assertThat(againFailed).as("failed calls, sent again").isEmpty();
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            ending = true;
        }
        for (Thread thread : threads) {
            if (!thread.join(patience)) {
                throw new AssertionError("a call still runs after " + patience);
            }
        }
    }
}
