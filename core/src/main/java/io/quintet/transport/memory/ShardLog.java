package io.quintet.transport.memory;

import io.quintet.message.Message;
import java.util.ArrayList;
import java.util.List;

/** One shard's messages, with sequences that start at 1 and never repeat. Safe for use by many threads. */
final class ShardLog {
    private final int capacity;
    private final List<Message> messages = new ArrayList<>();
    private long first = 1;

    ShardLog(int capacity) {
        this.capacity = capacity;
    }

    /** False when it is full. */
    synchronized boolean append(Message message) {
        if (messages.size() >= capacity) {
            return false;
        }
        messages.add(message);
        return true;
    }

    /** The next messages after a sequence, at most {@code most}; the first of them has the sequence {@link Read#first}. */
    synchronized Read after(long sequence, int most) {
        long from = Math.max(first, sequence + 1);
        int index = (int) (from - first);
        int count = Math.min(most, messages.size() - index);
        return new Read(from, count <= 0 ? List.of() : List.copyOf(messages.subList(index, index + count)));
    }

    synchronized void dropUpTo(long sequence) {
        int count = (int) Math.min(messages.size(), sequence - first + 1);
        if (count > 0) {
            messages.subList(0, count).clear();
            first += count;
        }
    }

    synchronized void dropOldest() {
        dropUpTo(first);
    }

    /** How many are kept. */
    synchronized int size() {
        return messages.size();
    }

    /** Messages with consecutive sequences. */
    record Read(long first, List<Message> messages) {
        Read atMost(int count) {
            return count >= messages.size() ? this : new Read(first, messages.subList(0, count));
        }
    }
}
