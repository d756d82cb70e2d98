package io.quintet.simulation;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.resilience.Backoff;
import io.quintet.resilience.Balancing;
import io.quintet.resilience.Blame;
import io.quintet.resilience.Outliers;
import io.quintet.resilience.Refusal;
import io.quintet.resilience.RetryBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A process that calls the service: the client chain as events, since links that block cannot be driven by virtual time; the policies
 * between which they decide are the real ones.
 */
final class Caller {
    /** How long an attempt may take, and a call with a deadline. */
    static final long TIMEOUT_NANOS = Moments.seconds(2);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(20);
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(1);

    private final World world;
    private final Strategy strategy;
    private final Timeline timeline;
    private final Balancing balancing;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final @Nullable Outliers outliers;
    private final Map<Node, Peer> peers = new HashMap<>();
    private List<Node> candidatesOf = List.of();
    private Peer[] candidates = {};

    Caller(World world, Strategy strategy, RandomGenerator random) {
        this.world = world;
        this.strategy = strategy;
        this.timeline = world.timeline();
        this.balancing = strategy.peers() ? Balancing.twoChoices(random) : Balancing.roundRobin();
        this.backoff = new Backoff(FIRST_BACKOFF, MOST_BACKOFF, random);
        this.budget = new RetryBudget(strategy.retryShare());
        this.outliers = strategy.peers() ? new Outliers(Outliers.Settings.DEFAULT) : null;
    }

    /** Calls the service once. */
    void call() {
        budget.called();
        new Conversation().attempt();
    }

    private Peer[] candidates() {
        List<Node> known = world.known();
        if (candidates.length != known.size() || !known.equals(candidatesOf)) {
            if (outliers != null) {
                outliers.size(known.size());
            }
            candidatesOf = known;
            candidates = known.stream()
                    .map(node -> peers.computeIfAbsent(
                            node, unknown -> new Peer(unknown, timeline, strategy.peers(), outliers)))
                    .toArray(Peer[]::new);
        }
        return candidates;
    }

    /** Who is called, as the balancer decides; null where every circuit refuses. */
    private static @Nullable Peer entered(Peer chosen, Peer[] all) {
        if (chosen.tryEnter()) {
            return chosen;
        }
        for (Peer other : all) {
            if (!other.equals(chosen) && other.available() && other.tryEnter()) {
                return other;
            }
        }
        return null;
    }

    private boolean withdraw() {
        return strategy.retryShare() == 0 || budget.withdraw();
    }

    private boolean mayRetry(QuintetException failure) {
        if (!strategy.deadline()) {
            return Blame.of(failure) != Blame.CALLER;
        }
        return !Refusal.caused(failure)
                && (failure.retrySafe() || failure.code() == Code.UNAVAILABLE || failure.retryAfter() != null);
    }

    private long delay(QuintetException failure, int attempt) {
        if (!strategy.deadline()) {
            return 0;
        }
        Duration asked = failure.retryAfter();
        return backoff.delay(attempt).toNanos() + (asked == null ? 0 : asked.toNanos());
    }

    /** A call from the caller's point of view. */
    private final class Conversation {
        private final long start = timeline.nanos();
        private final long deadline = start + TIMEOUT_NANOS;
        private int attempts;

        void attempt() {
            attempts++;
            new Race(this).start();
        }

        void succeeded() {
            world.tally().succeeded(start, timeline.nanos() - start);
        }

        void failed(QuintetException failure) {
            long delay = delay(failure, attempts);
            boolean again = mayRetry(failure)
                    && attempts < strategy.attempts()
                    && (!strategy.deadline() || delay < deadline - timeline.nanos())
                    && withdraw();
            if (again) {
                timeline.after(delay, this::attempt);
            } else {
                world.tally()
                        .failed(
                                start,
                                timeline.nanos() - start,
                                strategy.protectedService() && Blame.of(failure) != Blame.CALLER);
            }
        }

        /** How long an attempt that begins now may take. */
        long remaining() {
            return strategy.deadline() ? deadline - timeline.nanos() : TIMEOUT_NANOS;
        }
    }

    /** An attempt, or two of which the first answer counts. */
    private final class Race {
        private final Conversation conversation;
        private final Runner[] runners = new Runner[2];
        private int started;
        private int running;
        private boolean decided;

        Race(Conversation conversation) {
            this.conversation = conversation;
        }

        void start() {
            run();
            Duration hedge = strategy.hedgeAfter();
            if (hedge != null) {
                timeline.after(hedge.toNanos(), () -> {
                    if (!decided && conversation.remaining() > 0 && withdraw()) {
                        run();
                    }
                });
            }
        }

        private void run() {
            Peer[] all = candidates();
            if (all.length == 0) {
                refused(Failures.NOBODY);
                return;
            }
            Peer peer = entered(all[balancing.choose(all, null)], all);
            if (peer == null) {
                refused(Failures.OPEN);
                return;
            }
            world.tally().attempted();
            running++;
            Runner runner = new Runner(this, peer, conversation.remaining());
            runners[started++] = runner;
            runner.start();
        }

        private void refused(QuintetException why) {
            if (running == 0) {
                decided = true;
                conversation.failed(why);
            }
        }

        void ended(@Nullable QuintetException failure) {
            running--;
            if (failure == null) {
                decided = true;
                for (int i = 0; i < started; i++) {
                    runners[i].giveUp();
                }
                conversation.succeeded();
            } else if (running == 0) {
                decided = true;
                conversation.failed(failure);
            }
        }
    }

    /** An attempt at one instance. */
    private final class Runner {
        private final Race race;
        private final Peer peer;
        private final long start = timeline.nanos();
        private final long patience;
        private final long wallDeadline;
        private boolean over;

        Runner(Race race, Peer peer, long patience) {
            this.race = race;
            this.peer = peer;
            this.patience = patience;
            this.wallDeadline = world.wallClock() + patience;
        }

        void start() {
            peer.began();
            peer.node().receive(start + patience, this::ended);
            timeline.after(patience, this::late);
        }

        private void late() {
            long left = strategy.deadline() ? 0 : wallDeadline - world.wallClock();
            if (left > 0 && !over) {
                timeline.after(Math.min(left, Moments.seconds(1)), this::late);
            } else {
                ended(Failures.LATE);
            }
        }

        private void ended(@Nullable QuintetException failure) {
            if (!over) {
                over = true;
                peer.ended(failure, timeline.nanos() - start);
                race.ended(failure);
            }
        }

        void giveUp() {
            if (!over) {
                over = true;
                peer.left();
            }
        }
    }
}
