package io.quintet.net;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Something between an event loop and a thread that may block: the loop never waits, the thread does, until it is told of a failure. */
abstract class Pipe {
    final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final String where;
    private @Nullable QuintetException failure;

    /** With the words that begin its failures. */
    Pipe(String where) {
        this.where = where;
    }

    final String where() {
        return where;
    }

    /** What blocks, and what comes, fails with this; the first failure counts. */
    final void fail(QuintetException why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    final boolean failed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held: something that others wait for has happened. */
    final void signal() {
        changed.signalAll();
    }

    /** With the lock held: throws the failure, if there is one, with the trace of this thread. */
    final void check() {
        if (failure != null) {
            failure.fillInStackTrace();
            throw failure;
        }
    }

    /** With the lock held: waits, and says how many of the nanoseconds remain. */
    @SuppressWarnings("WaitNotInLoop") // the loops are in those that call this
    final long await(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            check();
            throw QuintetException.concluded(
                            Code.CANCELLED, FailureMode.OMISSION, where + ": interrupted while waiting")
                    .causedBy(e);
        }
    }
}
