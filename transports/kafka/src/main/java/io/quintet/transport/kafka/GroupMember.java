package io.quintet.transport.kafka;

import io.quintet.Deadline;
import io.quintet.log.Attempts;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of this process: one member of a consumer group, with a thread that polls. It hands messages out and never waits for
 * those who handle them, but when a partition goes to another member.
 */
final class GroupMember implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);

    private static final int WINDOW_PER_CREDIT = 4;
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration DIRTY = Duration.ofMillis(20);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String name;
    private final String topic;
    private final String group;
    private final int credit;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;
    private final KafkaSettings settings;
    private final DeadLetterWriter letters;
    private final Channel channel;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Ownership ownership;
    private final Committer committer;
    private final ScheduledFuture<?> watch;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final AtomicInteger awaiting = new AtomicInteger();
    private boolean gone;
    private volatile boolean starved;
    private volatile boolean expired;
    private volatile boolean ending;
    private volatile boolean closed;
    private volatile boolean leaving;
    private int turn;

    /** What ended the last turn in the midst of it: nobody knows what was done and what was not. */
    private @Nullable Error broken;

    GroupMember(
            Clients clients,
            Topics topics,
            DeadLetterWriter letters,
            KafkaSettings settings,
            Channel channel,
            String group,
            int credit,
            Consumer<Delivery> consumer,
            ServiceContext context) {
        this.topic = topics.open(channel).name();
        this.name = channel.name() + ", group " + group;
        this.letters = letters;
        this.settings = settings;
        this.channel = channel;
        this.group = group;
        this.credit = credit;
        this.consumer = consumer;
        this.context = context;
        kafka = clients.member(settings.prefix() + group + "/" + channel.name());
        ownership = new Ownership(kafka, topics, channel, this);
        committer = new Committer(name, kafka, settings.sign());
        long nanos = settings.sign().toNanos() / 2;
        watch = context.scheduler().scheduleAtFixedRate(this::checkSession, nanos, nanos, TimeUnit.NANOSECONDS);
        thread = Thread.ofPlatform()
                .daemon()
                .name("quintet-kafka-" + channel.name())
                .start(this::run);
    }

    String group() {
        return group;
    }

    boolean ended() {
        return !thread.isAlive();
    }

    private void run() {
        try {
            kafka.subscribe(List.of(topic), ownership);
            while (!leaving || broken != null) { // what is broken must not commit its last
                turn();
            }
        } catch (InterruptException e) {
            LOG.warn("{}: interrupted, leaves the group", name);
        } finally {
            leave();
        }
    }

    private void turn() {
        try {
            boolean lost = committer.takeLost();
            if (expired || lost) {
                expired = false;
                LOG.warn("{}: no sign of life got through within {}: asks anew what is its", name, settings.session());
                startAnew();
            }
            if (broken != null) {
                pause();
                LOG.error("{}: asks anew what is its", name, broken);
                startAnew();
                broken = null;
            }
            if (!ending) {
                ownership.position();
            }
            boolean again = deliver();
            committer.commit(ownership.shards());
            fetch(again ? Duration.ZERO : patience());
        } catch (WakeupException e) {
            // somebody wants another turn
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{}: tries again: {}", name, e.toString());
            pause();
        } catch (Error e) {
            broken = e; // told in the next turn, for now there may be no memory to do so
        }
    }

    private void startAnew() {
        committer.giveUp();
        ownership.startAnew();
    }

    private Duration patience() {
        for (OwnedShard shard : ownership.shards()) {
            if (shard.dirty()) {
                return DIRTY;
            }
        }
        return IDLE;
    }

    private void fetch(Duration patience) {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> open = new ArrayList<>();
        List<OwnedShard> turning = new ArrayList<>();
        for (OwnedShard shard : ownership.shards()) {
            boolean pause = starved || ending || shard.waiting() || shard.full();
            if (shard.paused() != pause) {
                turning.add(shard);
                (pause ? full : open).add(shard.partition());
            }
        }
        kafka.pause(full);
        kafka.resume(open);
        turning.forEach(shard -> shard.paused(!shard.paused()));
        ConsumerRecords<byte[], byte[]> wire = kafka.poll(patience);
        for (TopicPartition partition : wire.partitions()) {
            OwnedShard shard = ownership.shard(partition);
            if (shard != null) {
                shard.fetched(wire.records(partition));
            }
        }
    }

    // Handing out.

    /** Hands out what there is, within the credit; returns whether it is worth while to come again at once. */
    private boolean deliver() {
        int room = room();
        List<OwnedShard> shards = new ArrayList<>(ownership.shards());
        Collections.rotate(shards, turn++);
        for (OwnedShard shard : shards) {
            while (room > 0 && !ending && shard.waiting() && !shard.waitsForCommit() && !shard.full()) {
                shard.offer(); // to a shard that was lost it does nothing
                room = room > 1 ? room - 1 : room();
            }
        }
        starved = room <= 0;
        return starved && room() > 0; // settled in between, when nobody saw that it was starved
    }

    private int room() {
        int unsettled = 0;
        for (OwnedShard shard : ownership.shards()) {
            unsettled += shard.dispatch().unsettled();
        }
        return credit - unsettled;
    }

    OwnedShard shard(TopicPartition partition, long offset, Progress before) {
        return new OwnedShard(this, partition, offset, before, WINDOW_PER_CREDIT * credit, consumer, context);
    }

    /** A shard that was given to this member; not if it is about to leave. */
    void took(Map<TopicPartition, OwnedShard> owned, OwnedShard shard) {
        if (owned.isEmpty()) {
            committer.begin();
        }
        owned.put(shard.partition(), shard);
        if (ending) {
            shard.dispatch().stop();
        }
        if (closed) {
            shard.revoke();
        }
    }

    String encoded(Progress before) {
        return committer.encoded(before);
    }

    // Called by those who settle.

    void bury(Uuid topicId, int partition, long offset, Message message, Attempts attempts, Throwable cause) {
        letters.write(
                new DeadLetterWriter.Place(group, channel.name(), partition, offset, topicId),
                message,
                attempts,
                cause);
    }

    boolean owns(OwnedShard shard) {
        if (shard.revoked()) {
            return false;
        }
        CompletableFuture<Boolean> answer = committer.ask(shard);
        signal(true);
        return Committer.await(answer, name + ", " + shard.shard(), settings.session());
    }

    /** {@code reopened}: whether a shard was full and is not any more. */
    void progressed(boolean reopened) {
        if (awaiting.get() > 0) {
            signal(false);
        }
        if (starved && room() >= Math.max(1, credit / 8)) {
            starved = false;
            signal(true);
        } else if (reopened) {
            signal(true);
        }
    }

    /** Wakes those who wait for progress, and the member's thread where it polls. */
    private void signal(boolean polling) {
        lock.lock();
        try {
            progress.signalAll();
            if (polling && !gone) {
                kafka.wakeup();
            }
        } finally {
            lock.unlock();
        }
    }

    // Losing.

    /** Never blocks, whatever the member's thread waits for. */
    private void checkSession() {
        Collection<OwnedShard> shards = List.copyOf(ownership.shards());
        if (!shards.isEmpty()
                && !expired
                && System.nanoTime() - committer.provenAt() > settings.session().toNanos()) {
            shards.forEach(OwnedShard::revoke);
            expired = true;
        }
    }

    /**
     * Gives partitions to other members, on the member's thread: what was handed out of them is waited for, so that no message is with two
     * members; not longer than {@code kafka.handover}.
     */
    void handOver(List<OwnedShard> going) {
        going.forEach(shard -> shard.dispatch().stop());
        Deadline deadline = Deadline.in(settings.handover());
        while (!closed && !deadline.expired() && !Thread.currentThread().isInterrupted() && busy(going)) {
            await(
                    () -> busy(going) && !committer.asked(),
                    Math.min(deadline.remainingNanos(), settings.sign().toNanos()));
            committer.commitNow(
                    ownership.shards().stream().map(OwnedShard::commit).toList(), settings.sign());
        }
        release(going);
    }

    private void release(Collection<OwnedShard> shards) {
        List<OwnedShard> all = List.copyOf(shards);
        all.forEach(OwnedShard::revoke);
        committer.commitNow(all.stream().map(OwnedShard::lastCommit).toList(), END_PATIENCE);
        ownership.forget(all);
    }

    private static boolean busy(Collection<OwnedShard> shards) {
        return shards.stream().anyMatch(shard -> shard.dispatch().delivered() > 0);
    }

    private void pause() {
        await(() -> !leaving, PAUSE_NANOS);
    }

    /** Waits while something holds, at most so long. */
    private void await(BooleanSupplier holds, long nanos) {
        long left = nanos;
        lock.lock();
        try {
            awaiting.incrementAndGet();
            while (left > 0 && !closed && holds.getAsBoolean()) {
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            awaiting.decrementAndGet();
            lock.unlock();
        }
    }

    // Ending.

    private void leave() {
        watch.cancel(false);
        try {
            release(ownership.shards());
            committer.end();
            farewell();
            kafka.close(CloseOptions.timeout(END_PATIENCE));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: leaves without a word, its partitions are free after {}: {}",
                    name,
                    settings.session(),
                    e.toString());
        }
    }

    /** Nobody wakes Kafka's client from now on. */
    private void farewell() {
        lock.lock();
        try {
            gone = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void drain(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        ending = true;
        ownership.shards().forEach(shard -> shard.dispatch().stop());
        signal(true);
        await(() -> busy(ownership.shards()), Math.max(0, deadline.remainingNanos()));
        end();
    }

    @Override
    public void close() {
        ending = true;
        closed = true;
        ownership.shards().forEach(OwnedShard::revoke);
        end();
    }

    private void end() {
        leaving = true;
        signal(true);
        try {
            if (!Thread.currentThread().equals(thread) && !thread.join(END_PATIENCE.multipliedBy(3))) {
                LOG.warn("{}: its thread still runs", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
