package io.quintet.transport.sql.powerloss;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the process had been told, or had done, up to some moment. */
final class Marks {
    /** The file that the process writes them to; the disk knows nothing of it. */
    static final String FILE = "marks";

    enum Kind {
        /** The receipt of a message says Accepted. */
        SENT,
        /** A transaction of the service database has returned. */
        COMMITTED,
        /** The answer of a call has returned, with the message's payload. */
        ANSWERED,
        /** The group is about to acknowledge a message. */
        TAKEN,
        /** The group is about to give a message up. */
        REJECTED
    }

    private final Map<Kind, Set<String>> ids = new HashMap<>();

    /** Takes in what was written: lines of a kind and an id. */
    void add(String lines) {
        lines.lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            ids.computeIfAbsent(Kind.valueOf(words[0]), kind -> new HashSet<>()).add(words[1]);
        });
    }

    Set<String> of(Kind kind) {
        return Collections.unmodifiableSet(ids.getOrDefault(kind, Set.of()));
    }

    Marks copy() {
        Marks copy = new Marks();
        ids.forEach((kind, of) -> copy.ids.put(kind, new HashSet<>(of)));
        return copy;
    }
}
