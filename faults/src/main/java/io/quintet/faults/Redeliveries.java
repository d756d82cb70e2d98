package io.quintet.faults;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the messages that came to a group, and those that came again. Safe for use by many threads. */
public final class Redeliveries {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong again = new AtomicLong();

    Redeliveries() {}

    void delivered(String group, String messageId, int attempt) {
        deliveries.incrementAndGet();
        if (!seen.add(group + "\n" + messageId) || attempt > 1) {
            again.incrementAndGet();
        }
    }

    /** All deliveries. */
    public long deliveries() {
        return deliveries.get();
    }

    /** Those that were not the first of their message to their group. */
    public long again() {
        return again.get();
    }
}
