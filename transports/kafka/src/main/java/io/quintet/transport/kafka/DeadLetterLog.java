package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.spi.DeadLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics of dead letters. Which there are is kept in memory, without the messages, and brought up to date by what was
 * written since; the messages are read when they are asked for. One caller at a time, others wait.
 */
final class DeadLetterLog implements AutoCloseable {
    private final Clients clients;
    private final Topics topics;
    private final Map<String, Index> indexes = new HashMap<>();
    private @Nullable TopicReader reader;

    DeadLetterLog(Clients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * One that is there.
     *
     * @param time when it was given up, milliseconds since 1970
     * @param bytes the length of the message
     */
    record Entry(String group, String key, long offset, long time, int bytes) {
        /** Those given up first come first. */
        static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::time)
                .thenComparingLong(Entry::offset)
                .thenComparing(Entry::group);

        String channel() {
            return DeadLetterWriter.channel(key);
        }

        /** Says where it comes in the order, also when it is gone. */
        String id() {
            return time + "-" + offset + "-" + group;
        }

        /** One that stands in the order where that of the id stood; null where it is no id. */
        static @Nullable Entry ofId(String id) {
            String[] parts = id.split("-", 3);
            try {
                return parts.length < 3
                        ? null
                        : new Entry(parts[2], "", Long.parseLong(parts[1]), Long.parseLong(parts[0]), 0);
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    private static final class Index {
        private final Uuid topic;
        private final Map<String, Entry> entries = new HashMap<>();
        private final Map<Long, Entry> byOffset = new HashMap<>();
        private long next;

        Index(Uuid topic) {
            this.topic = topic;
        }
    }

    /** All of a group, or of all groups. */
    synchronized List<Entry> entries(@Nullable String group) {
        List<Entry> all = new ArrayList<>();
        for (String each : group == null ? topics.groupsWithLetters() : List.of(group)) {
            upToDate(each).ifPresent(index -> all.addAll(index.entries.values()));
        }
        return all;
    }

    /** Those of these ids, without looking through all. */
    synchronized List<Entry> entries(Collection<String> ids) {
        Map<String, Optional<Index>> ofGroup = new HashMap<>();
        List<Entry> found = new ArrayList<>();
        for (String id : Set.copyOf(ids)) {
            Entry sought = Entry.ofId(id);
            if (sought != null) {
                ofGroup.computeIfAbsent(sought.group(), this::upToDate)
                        .map(index -> index.byOffset.get(sought.offset()))
                        .filter(entry -> entry.id().equals(id))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Index> upToDate(String group) {
        Optional<Topic> topic = topics.findLetters(group);
        if (topic.isEmpty()) {
            indexes.remove(group);
            return Optional.empty();
        }
        Index index =
                indexes.computeIfAbsent(group, unused -> new Index(topic.get().id()));
        if (!index.topic.equals(topic.get().id())) {
            index = new Index(topic.get().id());
            indexes.put(group, index);
        }
        Index found = index;
        index.next = read(topic.get().name(), index.next, Long.MAX_VALUE, wire -> note(found, group, wire));
        return Optional.of(index);
    }

    private static void note(Index index, String group, ConsumerRecord<byte[], byte[]> wire) {
        if (wire.key() == null) {
            return; // not one of ours
        }
        String key = new String(wire.key(), UTF_8);
        Entry before = index.entries.remove(key);
        if (before != null) {
            index.byOffset.remove(before.offset());
        }
        if (wire.value() != null) {
            Entry entry = new Entry(group, key, wire.offset(), wire.timestamp(), wire.serializedValueSize());
            index.entries.put(key, entry);
            index.byOffset.put(entry.offset(), entry);
        }
    }

    /** The dead letters themselves, in the order of the entries; what was removed in the meantime is left out. */
    synchronized List<DeadLetter> read(List<Entry> entries) {
        Map<Entry, DeadLetter> found = new HashMap<>();
        Set<String> groups = new HashSet<>();
        entries.forEach(entry -> groups.add(entry.group()));
        for (String group : groups) {
            topics.findLetters(group).ifPresent(topic -> read(group, topic.name(), entries, found));
        }
        return entries.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private void read(String group, String topic, List<Entry> entries, Map<Entry, DeadLetter> found) {
        Map<Long, Entry> wanted = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.group().equals(group))
                .forEach(entry -> wanted.put(entry.offset(), entry));
        long first = wanted.keySet().stream().mapToLong(Long::longValue).min().orElse(0);
        long last = wanted.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        read(topic, first, last + 1, wire -> {
            Entry entry = wanted.get(wire.offset());
            if (entry != null && wire.value() != null) {
                found.put(entry, DeadLetterWriter.read(entry.id(), group, wire));
            }
        });
    }

    private long read(String topic, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        TopicReader open = reader;
        if (open == null) {
            open = new TopicReader(clients.reader());
            reader = open;
        }
        return open.read(topic, from, to, visitor);
    }

    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
