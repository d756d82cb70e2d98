package io.quintet.transport.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which delayed messages there are, without the messages, in the order of falling due and then of sending. For one thread. */
final class DueQueue {
    private final Map<String, Held> byKey = new HashMap<>();
    private final TreeSet<Held> inOrder =
            new TreeSet<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::offset));

    private final Set<Held> aside = new HashSet<>();

    /**
     * One of them.
     *
     * @param due when it is due, milliseconds since 1970
     */
    record Held(String key, long due, long offset) {}

    void add(Held held) {
        remove(held.key());
        byKey.put(held.key(), held);
        inOrder.add(held);
    }

    void remove(String key) {
        Held held = byKey.remove(key);
        if (held != null) {
            inOrder.remove(held);
            aside.remove(held);
        }
    }

    /** Has one passed over until those aside are taken back. */
    void putAside(Held held) {
        inOrder.remove(held);
        aside.add(held);
    }

    /** To their places. */
    void takeBack() {
        inOrder.addAll(aside);
        aside.clear();
    }

    /** Those that are due, at most so many; they stay. */
    List<Held> due(long now, int most) {
        List<Held> due = new ArrayList<>();
        for (Held held : inOrder) {
            if (held.due() > now || due.size() == most) {
                break;
            }
            due.add(held);
        }
        return due;
    }

    /** Whether there is none but those aside. */
    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** When the first is due; for one that is not empty. */
    long firstDue() {
        return inOrder.first().due();
    }

    void clear() {
        byKey.clear();
        inOrder.clear();
        aside.clear();
    }
}
