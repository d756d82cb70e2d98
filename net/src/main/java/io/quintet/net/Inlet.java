package io.quintet.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * From a stream on an event loop to a thread that takes: the stream is paused while more than a little waits to be taken.
 *
 * <p>A paused stream keeps its credit: over HTTP/2 its window stays shut, over HTTP/1.1 the socket is not read.
 */
final class Inlet extends Pipe implements BodyReader {
    private static final int HIGH = 64 * 1024;
    private static final int LOW = HIGH / 2;

    private final ContextInternal loop;
    private final ReadStream<Buffer> stream;
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private int waiting;
    private boolean paused;
    private boolean resuming;
    private boolean ended;

    Inlet(String where, ContextInternal loop, ReadStream<Buffer> stream) {
        super(where);
        this.loop = loop;
        this.stream = stream;
    }

    /** On the loop: something came. */
    void piece(Buffer piece) {
        if (piece.length() == 0) {
            return;
        }
        byte[] bytes = piece.getBytes();
        lock.lock();
        try {
            pieces.add(bytes);
            waiting += bytes.length;
            if (waiting >= HIGH && !paused) {
                paused = true;
                stream.pause();
            }
            signal();
        } finally {
            lock.unlock();
        }
    }

    /** On the loop: that was all. */
    void end() {
        lock.lock();
        try {
            ended = true;
            signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte @Nullable [] take() {
        lock.lock();
        try {
            while (pieces.isEmpty()) {
                if (ended) {
                    return null;
                }
                check();
                await(Long.MAX_VALUE); // the deadline of the whole comes as a failure
            }
            byte[] piece = pieces.remove();
            waiting -= piece.length;
            if (paused && waiting <= LOW && !resuming) {
                resuming = true;
                loop.runOnContext(nothing -> resume());
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private void resume() {
        lock.lock();
        try {
            resuming = false;
            paused = false;
        } finally {
            lock.unlock();
        }
        stream.resume();
    }
}
