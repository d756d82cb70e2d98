package io.quintet.simulation;

import io.quintet.QuintetException;
import io.quintet.resilience.Gate;
import io.quintet.resilience.Limit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An instance of the service: some workers, a queue before them, and what is wrong with it. */
final class Node {
    /** How many calls it works on at a time. */
    static final int WORKERS = 4;

    private static final long MEAN_NANOS = Moments.millis(100);
    private static final long NETWORK_NANOS = Moments.millis(1);
    private static final long BROKEN_NANOS = Moments.millis(5);
    private static final int LIMIT = 3 * WORKERS;

    private final Timeline timeline;
    private final RandomGenerator random;
    private final Strategy strategy;
    private final ArrayDeque<Work> queue = new ArrayDeque<>();
    private final List<Work> working = new ArrayList<>();
    private Gate gate = new Gate(Limit.fixed(LIMIT));
    private int longestQueue;
    private boolean up = true;
    private double slowness = 1;
    private double broken;
    private double wrong;
    private double lost;
    private long frozenUntil;

    Node(Timeline timeline, RandomGenerator random, Strategy strategy) {
        this.timeline = timeline;
        this.random = random;
        this.strategy = strategy;
    }

    /** Hears how an attempt ended; not at all when it was lost. */
    @FunctionalInterface
    interface Answer {
        void with(@Nullable QuintetException failure);
    }

    private record Work(long deadline, Answer answer, long since) {}

    /** How many calls have waited here at most. */
    int longestQueue() {
        return longestQueue;
    }

    /** Takes so many times as long for a call from now on. */
    void slowness(double factor) {
        slowness = factor;
    }

    /** This share of calls fails at once. */
    void broken(double share) {
        broken = share;
    }

    /** This share of calls is answered wrongly. */
    void wrong(double share) {
        wrong = share;
    }

    /** This share of calls is never answered. */
    void lost(double share) {
        lost = share;
    }

    /** Stands still for a while. */
    void freeze(long nanos) {
        frozenUntil = timeline.nanos() + nanos;
    }

    /** Is gone at once, with all that it had begun. */
    void crash() {
        up = false;
        List<Work> dropped = new ArrayList<>(working);
        dropped.addAll(queue);
        working.clear();
        queue.clear();
        gate = new Gate(Limit.fixed(LIMIT));
        dropped.forEach(work -> answer(work, Failures.UNREACHABLE));
    }

    /** Is there again. */
    void start() {
        up = true;
        frozenUntil = 0;
    }

    /** A call is sent to it. */
    void receive(long deadline, Answer answer) {
        if (!up) {
            timeline.after(2 * NETWORK_NANOS, () -> answer.with(Failures.UNREACHABLE));
        } else if (random.nextDouble() >= lost) {
            timeline.after(NETWORK_NANOS, () -> arrived(new Work(deadline, answer, timeline.nanos())));
        }
    }

    private void arrived(Work work) {
        if (!up) {
            answer(work, Failures.UNREACHABLE);
        } else if (frozen() > 0) {
            timeline.after(frozen(), () -> arrived(work)); // the system has accepted the connection for it
        } else if (random.nextDouble() < broken) {
            timeline.after(BROKEN_NANOS, () -> answer(work, Failures.BROKEN));
        } else if (strategy.protectedService() && !gate.tryEnter()) {
            answer(work, Failures.TOO_MUCH);
        } else {
            queue.add(work);
            longestQueue = Math.max(longestQueue, queue.size());
            next();
        }
    }

    private void next() {
        while (working.size() < WORKERS && !queue.isEmpty()) {
            Work work = queue.remove();
            if (strategy.deadline() && timeline.nanos() > work.deadline()) {
                leave(work, true); // nobody waits for it any more
                continue;
            }
            working.add(work);
            long mean = (long) (slowness * MEAN_NANOS / 2);
            timeline.after(frozen() + mean + Moments.random(random, mean), () -> done(work));
        }
    }

    private long frozen() {
        return Math.max(0, frozenUntil - timeline.nanos());
    }

    private void done(Work work) {
        if (!working.contains(work)) {
            return; // it crashed meanwhile
        }
        if (frozen() > 0) {
            timeline.after(frozen(), () -> done(work));
            return;
        }
        working.remove(work);
        leave(work, timeline.nanos() > work.deadline());
        answer(work, random.nextDouble() < wrong ? Failures.WRONG : null);
        next();
    }

    private void leave(Work work, boolean overloaded) {
        if (strategy.protectedService()) {
            gate.leave(timeline.nanos() - work.since(), overloaded);
        }
    }

    private void answer(Work work, @Nullable QuintetException failure) {
        timeline.after(NETWORK_NANOS, () -> work.answer().with(failure));
    }
}
