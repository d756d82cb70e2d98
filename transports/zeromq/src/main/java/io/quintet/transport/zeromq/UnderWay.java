package io.quintet.transport.zeromq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and is not settled, by its sequence. A ring, for messages are mostly settled about in order; the few that stay while many
 * others come and go are moved out of its way. For the reactor's thread.
 */
final class UnderWay {
    private static final int FIRST_SIZE = 64;

    private @Nullable Copy[] ring = new Copy[FIRST_SIZE];
    /** Those before {@link #first}, in order. */
    private final Map<Long, Copy> stragglers = new LinkedHashMap<>();
    /** From here on they are in the ring. */
    private long first = 1;

    private long last;
    private int count;

    /** How many there are. */
    int count() {
        return count;
    }

    /** The highest sequence given so far; 0 for none. */
    long last() {
        return last;
    }

    /** Adds one, with the next sequence. */
    void add(Copy copy) {
        if (last - first + 1 == ring.length) {
            makeRoom();
        }
        last++;
        ring[at(last)] = copy;
        count++;
    }

    private int at(long sequence) {
        return (int) sequence & (ring.length - 1);
    }

    private void makeRoom() {
        int half = ring.length / 2;
        if (count - stragglers.size() > half) {
            @Nullable Copy[] larger = new Copy[ring.length * 2];
            for (long each = first; each <= last; each++) {
                larger[(int) each & (larger.length - 1)] = ring[at(each)];
            }
            ring = larger;
            return;
        }
        for (long end = first + half; first < end; first++) {
            Copy copy = ring[at(first)];
            if (copy != null) {
                stragglers.put(first, copy);
                ring[at(first)] = null;
            }
        }
    }

    /** Null where there is none. */
    @Nullable
    Copy get(long sequence) {
        if (sequence > last) {
            return null;
        }
        return sequence < first ? stragglers.get(sequence) : ring[at(sequence)];
    }

    /** Null where there is none. */
    @Nullable
    Copy remove(long sequence) {
        if (sequence > last) {
            return null;
        }
        Copy copy;
        if (sequence < first) {
            copy = stragglers.remove(sequence);
        } else {
            copy = ring[at(sequence)];
            ring[at(sequence)] = null;
            while (first <= last && ring[at(first)] == null) {
                first++;
            }
        }
        if (copy != null) {
            count--;
        }
        return copy;
    }

    /** Takes out all, in the order of their sequences, and begins anew. */
    List<Copy> takeAll() {
        List<Copy> all = new ArrayList<>(stragglers.values());
        for (long each = first; each <= last; each++) {
            Copy copy = ring[at(each)];
            if (copy != null) {
                all.add(copy);
            }
        }
        stragglers.clear();
        Arrays.fill(ring, null);
        first = 1;
        last = 0;
        count = 0;
        return all;
    }
}
