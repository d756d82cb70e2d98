package io.quintet.transport.http;

import io.quintet.net.BodyReader;
import io.quintet.net.Conversation;
import io.quintet.net.Reply;
import io.quintet.net.ResponseWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows the events of an operation.
 *
 * <p>Events wait in a queue with a bound. A client that does not keep up is disconnected rather than waited for, and rather than skipped
 * over: it comes back, says what it has seen, and gets what it missed as far as that is kept.
 */
final class EventStream implements Conversation {
    static final String MEDIA_TYPE = "text/event-stream";

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final long CANCEL = 8; // RFC 9113, 7
    private static final List<String> HEADERS = List.of(
            "Content-Type",
            MEDIA_TYPE,
            HttpNames.CACHE_CONTROL,
            "no-store",
            "X-Accel-Buffering",
            "no" // nginx would wait
            );

    private final EventTopic topic;
    private final EventSettings settings;
    private final Semaphore room;
    private final @Nullable String lastSeen;
    private final Reply refusal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long mostWaiting;
    private boolean closed;
    private boolean slow;
    private @Nullable Thread writer;

    /** With the room for clients, the id of the last event that this one has seen, and what it is told where there is no room. */
    EventStream(EventTopic topic, EventSettings settings, Semaphore room, @Nullable String lastSeen, Reply refusal) {
        this.topic = topic;
        this.settings = settings;
        this.room = room;
        this.lastSeen = lastSeen;
        this.refusal = refusal;
        this.mostWaiting = settings.queue();
    }

    @Override
    public long timeoutNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public Reply expired() {
        return refusal; // never comes to pass
    }

    @Override
    public void run(BodyReader in, ResponseWriter out) {
        if (!room.tryAcquire()) {
            refuse(out);
            return;
        }
        try {
            writer = Thread.currentThread();
            if (!topic.join(this, lastSeen)) {
                refuse(out);
                return;
            }
            out.head(200, HEADERS);
            out.write(("retry: " + settings.retry().toMillis() + "\n\n").getBytes(StandardCharsets.US_ASCII));
            for (byte[] next = next(); next != null; next = next()) {
                out.write(next);
            }
        } catch (RuntimeException e) {
            if (!fellBehind()) {
                throw e; // the peer is gone
            }
        } finally {
            topic.leave(this);
            room.release();
        }
        if (fellBehind()) {
            out.reset(CANCEL);
        } else {
            out.end(List.of());
        }
    }

    private void refuse(ResponseWriter out) {
        List<String> headers = new java.util.ArrayList<>(refusal.headers());
        headers.addAll(List.of("Content-Type", String.valueOf(refusal.contentType())));
        out.head(refusal.status(), headers);
        out.write(refusal.body());
        out.end(List.of());
    }

    /** Blocks for what is to be sent next; null at the end. */
    private byte @Nullable [] next() {
        long remaining = settings.heartbeat().toNanos();
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed && !slow) {
                if (remaining <= 0) {
                    return HEARTBEAT;
                }
                remaining = changed.awaitNanos(remaining);
            }
            byte[] next = slow ? null : waiting.poll();
            waitingBytes -= next == null ? 0 : next.length;
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the peer is gone, or this fell behind
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** What it missed, which may be more than may wait otherwise: else one that comes back could never catch up. */
    void begin(List<Event> missed) {
        lock.lock();
        try {
            for (Event event : missed) {
                waiting.add(event.frame());
                waitingBytes += event.frame().length;
            }
            mostWaiting += waitingBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Hands it an event; never blocks. */
    void offer(Event event) {
        if (!event.live() && lastSeen == null) {
            return;
        }
        lock.lock();
        try {
            if (closed || slow) {
                return;
            }
            // one event always fits: what is larger than the bound has to be sent, too
            if (!waiting.isEmpty() && waitingBytes + event.frame().length > mostWaiting) {
                slow = true;
                waiting.clear();
                if (writer != null) {
                    writer.interrupt(); // it waits for the peer, or soon will
                }
            } else {
                waiting.add(event.frame());
                waitingBytes += event.frame().length;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean fellBehind() {
        lock.lock();
        try {
            return slow;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it when what waits has been sent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
