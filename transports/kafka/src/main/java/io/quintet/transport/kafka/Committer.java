package io.quintet.transport.kafka;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.transport.kafka.OwnedShard.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what a member's shards have to say, one commit at a time. Kafka takes a commit of a member of the group's present generation
 * only, so each that takes place also proves that the member still owns what it owns. For the member's thread, but for {@link #ask}.
 */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final long signNanos;
    private final Queue<Ask> asks = new ConcurrentLinkedQueue<>();
    private long rounds;
    private @Nullable Round underWay;
    private long lastAt = System.nanoTime();
    private long notBefore = lastAt;
    private boolean lost;
    private int mostCharacters = Progress.MOST_CHARACTERS;
    private volatile long provenAt;
    private volatile boolean ended;

    /** {@code name}: whose commits they are, for the log. */
    Committer(String name, KafkaConsumer<byte[], byte[]> kafka, Duration sign) {
        this.name = name;
        this.kafka = kafka;
        this.signNanos = sign.toNanos();
    }

    private record Ask(OwnedShard shard, CompletableFuture<Boolean> answer) {
        void settle(boolean owned) {
            answer.complete(owned && !shard.revoked());
        }
    }

    private record Round(long number, long askedAt, List<Commit> commits, List<Ask> asks) {
        Map<TopicPartition, OffsetAndMetadata> offsets() {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            commits.forEach(commit -> offsets.put(commit.shard().partition(), commit.offset()));
            return offsets;
        }
    }

    /** Whether a shard is still owned, as Kafka says when it is next asked. From any thread. */
    CompletableFuture<Boolean> ask(OwnedShard shard) {
        Ask ask = new Ask(shard, new CompletableFuture<>());
        asks.add(ask);
        if (ended) {
            ask.settle(false);
        }
        return ask.answer();
    }

    /** What was answered; UNAVAILABLE where nothing was within the patience. */
    static boolean await(CompletableFuture<Boolean> answer, String what, Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw QuintetException.concluded(
                    Code.UNAVAILABLE,
                    FailureMode.TIMING,
                    what + ": Kafka does not say within " + patience + " whether it is still owned here");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, what + ": interrupted")
                    .causedBy(e);
        }
    }

    boolean asked() {
        return !asks.isEmpty();
    }

    /** When the last commit that took place was sent, as {@link System#nanoTime}. From any thread. */
    long provenAt() {
        return provenAt;
    }

    /** A member that owned nothing begins to own something. */
    void begin() {
        provenAt = System.nanoTime();
    }

    /** Whether Kafka has said since it was last asked that the member is none any more. */
    boolean takeLost() {
        boolean was = lost;
        lost = false;
        return was;
    }

    String encoded(Progress progress) {
        return progress.encode(mostCharacters);
    }

    /** Commits without waiting, where there is a reason to. */
    void commit(Collection<OwnedShard> owned) {
        if (owned.isEmpty()) {
            settle(takeAsks(), false);
            return;
        }
        long now = System.nanoTime();
        if (underWay != null || now - notBefore < 0) {
            return;
        }
        boolean all = asked() || now - lastAt >= signNanos;
        boolean flush = now - lastAt >= FLUSH_NANOS;
        List<OwnedShard> chosen = new ArrayList<>();
        for (OwnedShard shard : owned) {
            if (all || shard.waitsForCommit() || shard.runsShort() || (flush && shard.dirty())) {
                chosen.add(shard);
            }
        }
        if (chosen.isEmpty()) {
            return;
        }
        Round round = round(chosen.stream().map(OwnedShard::commit).toList());
        lastAt = now;
        underWay = round;
        kafka.commitAsync(round.offsets(), (offsets, failure) -> {
            if (underWay != null && underWay.number() == round.number()) {
                underWay = null;
            }
            finish(round, failure);
            if (chosen.stream().anyMatch(OwnedShard::waiting)) {
                kafka.wakeup(); // else poll would wait for more, though there is something to hand out
            }
        });
    }

    /** Waits no more for the commit that is under way: of one that it began while the coordinator went, Kafka's client may never tell. */
    void giveUp() {
        Round silent = underWay;
        if (silent != null) {
            underWay = null;
            asks.addAll(silent.asks());
        }
    }

    /** Commits and waits, at most so long; whether it took place. */
    boolean commitNow(List<Commit> commits, Duration patience) {
        if (commits.isEmpty()) {
            return true;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Round round = round(commits);
        KafkaException failure;
        do {
            try {
                kafka.commitSync(round.offsets(), Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                finish(round, null);
                return true;
            } catch (WakeupException e) {
                failure = e; // meant for poll
            } catch (KafkaException e) {
                failure = e;
                if (!(e instanceof RetriableException) || e instanceof RebalanceInProgressException) {
                    break;
                }
            }
        } while (System.nanoTime() - deadline < 0);
        finish(round, failure);
        return false;
    }

    private Round round(List<Commit> commits) {
        return new Round(++rounds, System.nanoTime(), commits, takeAsks());
    }

    private List<Ask> takeAsks() {
        List<Ask> taken = new ArrayList<>();
        for (Ask ask = asks.poll(); ask != null; ask = asks.poll()) {
            taken.add(ask);
        }
        return taken;
    }

    private static void settle(List<Ask> asks, boolean owned) {
        asks.forEach(ask -> ask.settle(owned));
    }

    private void finish(Round round, @Nullable Exception failure) {
        if (failure == null) {
            if (round.askedAt() - provenAt > 0) {
                provenAt = round.askedAt();
            }
            round.commits().forEach(commit -> commit.shard().committed(commit));
            settle(round.asks(), true);
            return;
        }
        round.commits().forEach(commit -> commit.shard().failedToCommit());
        if (failure instanceof CommitFailedException || failure instanceof FencedInstanceIdException) {
            lost = true;
            settle(round.asks(), false);
            return;
        }
        asks.addAll(round.asks());
        if (failure instanceof OffsetMetadataTooLarge && mostCharacters > 0) {
            LOG.warn(
                    "{}: Kafka takes no metadata of {} characters (expected: offset.metadata.max.bytes as by default):"
                            + " what failed attempts said does not outlive this member",
                    name,
                    mostCharacters);
            mostCharacters = 0;
            return;
        }
        notBefore = System.nanoTime() + RETRY_NANOS;
        if (!(failure instanceof RetriableException || failure instanceof RebalanceInProgressException)) {
            LOG.warn("{}: not committed: {}", name, failure.toString());
        }
    }

    /** Whoever asks from now on learns that nothing is owned. */
    void end() {
        ended = true;
        settle(takeAsks(), false);
    }
}
