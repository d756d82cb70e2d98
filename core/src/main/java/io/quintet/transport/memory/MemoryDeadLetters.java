package io.quintet.transport.memory;

import io.quintet.log.Attempts;
import io.quintet.log.FailureText;
import io.quintet.log.LetterCounts;
import io.quintet.log.Replays;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the groups of one broker have given up, the last thousand of each shard of each. */
final class MemoryDeadLetters implements DeadLetters {
    private static final int MOST_OF_SHARD = 1000;

    private final Replays replays;
    private final NavigableMap<Long, DeadLetter> letters = new TreeMap<>();
    private final Map<Shard, ArrayDeque<Long>> ofShard = new HashMap<>();
    private final Map<String, Long> ofMessage = new HashMap<>();
    private long lastId;

    MemoryDeadLetters(Replays.Channels channels) {
        replays = new Replays(this, channels);
    }

    private record Shard(String channel, String group, int index) {}

    synchronized void add(String channel, String group, int shard, Message message, Attempts failed, Throwable cause) {
        long id = ++lastId;
        // a message that comes back may be given up a second time: the newest account stays
        Long before = ofMessage.put(messageKey(channel, group, message), id);
        if (before != null) {
            letters.remove(before);
        }
        letters.put(
                id,
                new DeadLetter(
                        Long.toString(id),
                        channel,
                        group,
                        Replays.original(message),
                        failed.list(),
                        FailureText.trace(cause),
                        failed.list().getLast().at()));
        ArrayDeque<Long> ids = ofShard.computeIfAbsent(new Shard(channel, group, shard), unused -> new ArrayDeque<>());
        ids.removeIf(other -> !letters.containsKey(other));
        ids.add(id);
        if (ids.size() > MOST_OF_SHARD) {
            remove(ids.remove());
        }
    }

    private static String messageKey(String channel, String group, Message message) {
        return channel + "/" + group + "/" + message.id();
    }

    private boolean remove(long id) {
        DeadLetter letter = letters.remove(id);
        if (letter != null) {
            ofMessage.remove(messageKey(letter.channel(), letter.group(), letter.message()), id);
        }
        return letter != null;
    }

    @Override
    public synchronized List<DeadLetter> list(Filter filter, Page page) {
        NavigableMap<Long, DeadLetter> ordered = page.order() == Order.OLDEST_FIRST ? letters : letters.descendingMap();
        String after = page.after();
        if (after != null) {
            ordered = ordered.tailMap(number(after).orElse(0), false);
        }
        return ordered.values().stream()
                .filter(letter -> filter.matches(letter.channel(), letter.group()))
                .limit(page.most())
                .toList();
    }

    @Override
    public synchronized List<Count> counts(Filter filter) {
        return LetterCounts.of(
                letters.values().stream().filter(letter -> filter.matches(letter.channel(), letter.group())),
                DeadLetter::channel,
                DeadLetter::group);
    }

    @Override
    public synchronized Optional<DeadLetter> find(String id) {
        OptionalLong number = number(id);
        return number.isEmpty() ? Optional.empty() : Optional.ofNullable(letters.get(number.getAsLong()));
    }

    private static OptionalLong number(String id) {
        try {
            return OptionalLong.of(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // the id of none
        }
    }

    @Override
    public Set<String> replay(Collection<String> ids) {
        return replays.replay(ids); // never under the lock: it takes those of channels
    }

    @Override
    public int replay(Filter filter) {
        return replays.replay(filter);
    }

    @Override
    public synchronized Set<String> drop(Collection<String> ids) {
        return ids.stream()
                .filter(id -> {
                    OptionalLong number = number(id);
                    return number.isPresent() && remove(number.getAsLong());
                })
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized int drop(Filter filter) {
        List<Long> dropped = letters.entrySet().stream()
                .filter(each -> filter.matches(
                        each.getValue().channel(), each.getValue().group()))
                .map(Map.Entry::getKey)
                .toList();
        dropped.forEach(this::remove);
        return dropped.size();
    }
}
