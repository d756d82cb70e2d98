package io.quintet.transport.memory;

import io.quintet.message.Message;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** The messages of one channel that are held back until they are due. Safe for use by many threads. */
final class DelayedMessages {
    /** What {@link #release} answers when nothing is left. */
    static final long NEVER = Long.MAX_VALUE;

    private final int capacity;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::number));
    private long added;

    DelayedMessages(int capacity) {
        this.capacity = capacity;
    }

    /** False when it is full. */
    synchronized boolean add(Message message) {
        if (held.size() >= capacity) {
            return false;
        }
        held.add(new Held(message.notBefore(), added++, message));
        return true;
    }

    /**
     * Hands on what is due by {@code now}, in the order of falling due; what {@code log} refuses stays, and what is behind it.
     *
     * @return when the first of those left is due
     */
    synchronized long release(long now, Predicate<Message> log) {
        Held next = held.peek();
        while (next != null && next.due() <= now && log.test(next.message())) {
            held.remove();
            next = held.peek();
        }
        return next == null ? NEVER : next.due();
    }

    private record Held(long due, long number, Message message) {}
}
