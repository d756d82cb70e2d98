package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.transport.kafka.DueQueue.Held;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages that have become due into their channels, each in one transaction with its removal, so that it comes once whoever dies
 * meanwhile. Of all processes one does that at a time: the owner of the one partition of the topic of such messages.
 */
final class Releaser implements AutoCloseable, ConsumerRebalanceListener, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);

    private static final int BATCH = 100;
    private static final int NEAR = 1000;
    private static final long IDLE_MILLIS = 100;
    private static final long ASIDE_MILLIS = 1000;
    private static final long ABSENT_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);

    private final String topic;
    private final TopicPartition partition;
    private final Clients clients;
    private final Topics topics;
    private final Clock clock;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Mover mover;
    private @Nullable TopicReader reader;
    private final DueQueue queue = new DueQueue();
    private final Thread thread;
    private boolean subscribed;
    private boolean owner;

    /** What ended the last turn in the midst of it: nobody knows what was done and what was not. */
    private @Nullable Error broken;

    /** Channels that cannot be written to now; theirs are aside until a time by the clock, so that the others come when they are due. */
    private final Set<String> stuck = new HashSet<>();

    private long stuckUntil;

    /** Channels that there are none of, and since when, by the clock. */
    private final Map<String, Long> absent = new HashMap<>();

    /** Of so many, one channel's go at a time: of all together Kafka has refused some, and does not say which. */
    private int apart;

    /** While this is owner: from here on the queue knows all that former owners have moved; below zero before it has made sure. */
    private long sureFrom = -1;

    private volatile boolean closed;

    Releaser(Clients clients, Topics topics, Clock clock) {
        this.topic = topics.delayed();
        this.partition = new TopicPartition(topic, 0);
        this.clients = clients;
        this.topics = topics;
        this.clock = clock;
        kafka = clients.member(topic);
        mover = new Mover(clients, topic);
        thread = Thread.ofPlatform().daemon().name("quintet-kafka-releaser").start(this);
    }

    @Override
    public void run() {
        try (kafka;
                mover) {
            while (!closed) {
                turn();
            }
        } catch (InterruptException e) {
            LOG.warn("{}: interrupted, leaves what is due to others", topic);
        } finally {
            if (reader != null) {
                reader.close();
            }
        }
    }

    private void turn() {
        try {
            if (broken != null) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
                LOG.error("{}: begins anew", topic, broken);
                begin();
                broken = null;
            }
            if (!subscribed()) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
                return;
            }
            for (ConsumerRecord<byte[], byte[]> wire : kafka.poll(patience())) {
                note(wire);
            }
            if (!stuck.isEmpty() && clock.millis() >= stuckUntil) {
                stuck.clear();
                queue.takeBack();
            }
            if (owner && !queue.isEmpty() && sure() && queue.firstDue() <= clock.millis()) {
                release();
            }
        } catch (WakeupException e) {
            // it is to end
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("{}: tries again: {}", topic, e.toString());
            }
            sureFrom = -1;
            mover.drop();
            LockSupport.parkNanos(this, PAUSE_NANOS);
        } catch (Error e) {
            broken = e; // told in the next turn, for now there may be no memory to do so
        }
    }

    /** Without the topic there is nothing to release, and where none may be created it may come later. */
    private boolean subscribed() {
        if (!subscribed && topics.holdsBack()) {
            topics.openDelayed();
            kafka.subscribe(List.of(topic), this);
            subscribed = true;
        }
        return subscribed;
    }

    private Duration patience() {
        return Duration.ofMillis(
                queue.isEmpty() ? IDLE_MILLIS : Math.clamp(queue.firstDue() - clock.millis(), 1, IDLE_MILLIS));
    }

    private void note(ConsumerRecord<byte[], byte[]> wire) {
        if (wire.key() == null) {
            return; // not one of ours
        }
        if (wire.value() == null) {
            queue.remove(key(wire));
        } else {
            queue.add(new Held(key(wire), Delayed.due(wire), wire.offset()));
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> wire) {
        return new String(wire.key(), UTF_8);
    }

    /**
     * A former owner that lives may still be moving: it is fenced off, before anything is due, and what it has moved until then is to be
     * known first.
     */
    private boolean sure() {
        if (sureFrom < 0) {
            mover.fence();
            sureFrom = kafka.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
        return kafka.position(partition) >= sureFrom;
    }

    private void release() {
        long began = clock.millis();
        List<Held> due = queue.due(began, BATCH);
        Map<String, Delayed> messages = read(due);
        Map<String, List<Held>> byChannel = movable(due, messages);
        if (byChannel.isEmpty()) {
            return;
        }
        boolean alone = apart > 0 || byChannel.size() == 1;
        String first = byChannel.keySet().iterator().next();
        List<Held> together = alone
                ? byChannel.values().iterator().next()
                : byChannel.values().stream().flatMap(List::stream).toList();
        apart = Math.max(0, apart - together.size());
        try {
            move(together, messages);
        } catch (RuntimeException e) {
            if (alone) {
                stuck.add(first);
                stuckUntil = clock.millis() + Math.max(ASIDE_MILLIS, clock.millis() - began);
                together.forEach(queue::putAside);
            } else {
                apart = together.size();
            }
            throw e;
        }
        together.forEach(held -> queue.remove(held.key()));
    }

    /** By their channels, in order; puts those aside whose channel is stuck. */
    private Map<String, List<Held>> movable(List<Held> due, Map<String, Delayed> messages) {
        Map<String, List<Held>> byChannel = new LinkedHashMap<>();
        for (Held held : due) {
            Delayed delayed = messages.get(held.key());
            String channel = delayed == null ? "" : delayed.channel();
            if (stuck.contains(channel)) {
                queue.putAside(held);
            } else {
                byChannel.computeIfAbsent(channel, unused -> new ArrayList<>()).add(held);
            }
        }
        return byChannel;
    }

    private void move(List<Held> due, Map<String, Delayed> messages) {
        Map<String, Optional<Topic>> targets = new HashMap<>();
        Map<String, Integer> removed = new HashMap<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Held held : due) {
            Delayed delayed = messages.get(held.key());
            if (delayed != null) {
                targets.computeIfAbsent(delayed.channel(), this::target)
                        .filter(target -> target.id().equals(delayed.topic()))
                        .ifPresentOrElse(
                                target -> records.add(Records.write(target, delayed.message())),
                                () -> removed.merge(delayed.channel(), 1, Integer::sum));
            }
            records.add(Delayed.gone(topic, held.key()));
        }
        mover.move(records);
        removed.forEach((channel, count) ->
                LOG.warn("{}: {} messages removed that were for channel {}, which was removed", topic, count, channel));
    }

    /**
     * The topic of a channel; empty where it was removed. A node that has not heard of a new one says that there is none, too: it counts as
     * removed once that is so for a minute, and for another one, in which all that was for it goes.
     */
    private Optional<Topic> target(String channel) {
        Optional<Topic> found = topics.findOf(channel);
        if (found.isEmpty()) {
            long now = clock.millis();
            long since = absent.merge(channel, now, (first, last) -> last - first < 2 * ABSENT_MILLIS ? first : last);
            if (now - since < ABSENT_MILLIS) {
                throw new UnknownTopicOrPartitionException("channel " + channel + ": there is none now");
            }
        } else {
            absent.remove(channel);
        }
        return found;
    }

    /** By their keys: another topic of the name may have something else where one stood. */
    private Map<String, Delayed> read(List<Held> due) {
        TopicReader open = reader == null ? new TopicReader(clients.reader()) : reader;
        reader = open;
        Map<String, Delayed> found = new HashMap<>();
        long first = due.stream().mapToLong(Held::offset).min().orElse(0);
        long last = due.stream().mapToLong(Held::offset).max().orElse(0);
        if (last - first < NEAR) {
            open.read(topic, first, last + 1, wire -> keep(wire, found));
        } else {
            due.forEach(held -> open.read(topic, held.offset(), held.offset() + 1, wire -> keep(wire, found)));
        }
        return found;
    }

    private static void keep(ConsumerRecord<byte[], byte[]> wire, Map<String, Delayed> found) {
        if (wire.key() == null || wire.value() == null) {
            return;
        }
        try {
            found.put(key(wire), Delayed.read(wire));
        } catch (IllegalArgumentException e) {
            LOG.error("{} at {}: removed: {}", wire.topic(), wire.offset(), e.getMessage());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.contains(partition)) {
            begin();
        }
    }

    /** From the beginning of the topic, where that is this process's. */
    private void begin() {
        owner = kafka.assignment().contains(partition);
        sureFrom = -1;
        forget();
        kafka.seekToBeginning(kafka.assignment());
    }

    private void forget() {
        queue.clear();
        stuck.clear();
        absent.clear();
        apart = 0;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (partitions.contains(partition)) {
            owner = false;
            forget();
            mover.drop();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (thread.isAlive()) {
            kafka.wakeup();
        }
        try {
            if (!thread.join(END_PATIENCE)) {
                LOG.warn("{}: its thread still runs", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
