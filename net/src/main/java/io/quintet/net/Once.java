package io.quintet.net;

import org.jspecify.annotations.Nullable;

/** Something that an event loop gives once, and that threads block for. */
final class Once<T> extends Pipe {
    private @Nullable T value;

    Once(String where) {
        super(where);
    }

    /** On the loop. */
    void set(T given) {
        lock.lock();
        try {
            value = given;
            signal();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks; the deadline of the whole comes as a failure. */
    T get() {
        lock.lock();
        try {
            while (true) {
                T given = value;
                if (given != null) {
                    return given;
                }
                check();
                await(Long.MAX_VALUE);
            }
        } finally {
            lock.unlock();
        }
    }
}
