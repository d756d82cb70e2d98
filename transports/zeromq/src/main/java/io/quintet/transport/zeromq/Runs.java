package io.quintet.transport.zeromq;

import java.util.Arrays;

/** Sequences, as runs of those that follow each other. For the reactor's thread. */
final class Runs {
    private long[] bounds = new long[16];
    private int size;

    void add(long sequence) {
        if (size > 0 && bounds[size - 1] + 1 == sequence) {
            bounds[size - 1] = sequence;
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        bounds[size++] = sequence;
        bounds[size++] = sequence;
    }

    /** How many numbers {@link #bounds} has: two a run. */
    int size() {
        return size;
    }

    /** First and last of each run from the number {@code from} to before {@code to}, behind two numbers that are the caller's. */
    long[] bounds(int from, int to, long number, long other) {
        long[] all = new long[2 + to - from];
        all[0] = number;
        all[1] = other;
        System.arraycopy(bounds, from, all, 2, to - from);
        return all;
    }

    void clear() {
        size = 0;
    }
}
