package io.quintet.net;

import io.netty.buffer.Unpooled;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a thread that writes to a stream on an event loop: the thread is held back while more than a little has not left.
 *
 * <p>A piece has left when the socket took it, which over HTTP/2 needs room in the peer's window.
 */
final class Outlet extends Pipe {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final int MOST_UNSENT = 64 * 1024;

    private final ContextInternal loop;
    private final WriteStream<Buffer> stream;
    private final long stallNanos;
    private long unsent;
    private boolean closed;

    /** With the time after which a peer that takes nothing is given up. */
    Outlet(String where, ContextInternal loop, WriteStream<Buffer> stream, Duration stall) {
        super(where);
        this.loop = loop;
        this.stream = stream;
        this.stallNanos = stall.toNanos();
    }

    void write(byte[] piece) {
        if (piece.length == 0) {
            return;
        }
        lock.lock();
        try {
            check();
            makeRoom(piece.length);
            unsent += piece.length;
        } finally {
            lock.unlock();
        }
        run(() -> stream.write(BufferInternal.buffer(Unpooled.wrappedBuffer(piece)))
                .onComplete(result -> left(piece.length, result)));
    }

    private void makeRoom(int length) {
        long remaining = stallNanos;
        while (unsent > 0 && unsent + length > MOST_UNSENT) {
            long before = unsent;
            remaining = await(remaining);
            check();
            if (unsent < before) {
                remaining = stallNanos;
            } else if (remaining <= 0) {
                throw QuintetException.deadlineExceeded(where() + ": the peer took nothing for "
                        + Duration.ofNanos(stallNanos) + " (expected: that it reads; see stall-timeout)");
            }
        }
    }

    private void left(int length, AsyncResult<Void> result) {
        lock.lock();
        try {
            unsent -= length;
            signal();
        } finally {
            lock.unlock();
        }
        if (result.failed()) {
            fail(QuintetException.concluded(
                            Code.UNAVAILABLE, FailureMode.CRASH, where() + ": the peer is gone, writing failed")
                    .causedBy(result.cause()));
        }
    }

    /** Does something on the loop, after what was written and unless this is closed; fails when this has failed. */
    void then(Runnable step) {
        lock.lock();
        try {
            check();
        } finally {
            lock.unlock();
        }
        run(step);
    }

    private void run(Runnable step) {
        loop.runOnContext(nothing -> {
            if (!closed) {
                try {
                    step.run();
                } catch (RuntimeException e) { // such as a header that cannot be sent
                    LOG.error("{}: cannot be sent", where(), e);
                    closed = true;
                    fail(QuintetException.concluded(
                            Code.INTERNAL, FailureMode.RESPONSE, where() + ": cannot be sent: " + e.getMessage()));
                }
            }
        });
    }

    /** On the loop. */
    void end() {
        closed = true;
        stream.end();
    }

    /** On the loop: nothing more goes to the stream. */
    void close() {
        closed = true;
    }
}
