package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.QuintetException;
import io.quintet.tck.contract.TckWho.Answer;
import io.quintet.tck.contract.TckWho.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Calls one operation without a pause, on several threads that have one call under way each. */
final class Callers implements AutoCloseable {
    static final int THREADS = 3;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    Callers(Function<Question, Answer> operation) {
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(() -> call(operation)));
        }
    }

    private void call(Function<Question, Answer> operation) {
        for (int number = 0; !ending; number++) {
            try {
                answered.add(operation.apply(new Question(number)).instance());
            } catch (QuintetException e) {
                failed.add(e.toString());
            }
            LockSupport.parkNanos(1_000_000); // others want to run, too
        }
    }

    /** Waits until these have answered since it was called. */
    void await(String... instances) {
        answered.clear();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!answered.containsAll(List.of(instances))) {
            assertThat(System.nanoTime() - deadline)
                    .as("%s answer; %s did, failed %s", List.of(instances), answered, failed)
                    .isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Who has answered since the last wait began. */
    Set<String> answered() {
        return Set.copyOf(answered);
    }

    /** Ends, and tells which calls have failed. */
    List<String> failed() throws InterruptedException {
        close();
        return List.copyOf(failed);
    }

    @Override
    public void close() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
