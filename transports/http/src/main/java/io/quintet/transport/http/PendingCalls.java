package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.net.Reply;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls whose callers did not wait: runs each on a thread of its own up to its deadline, and keeps what came out for a time, as a
 * resource of its own. Kept in this process alone; safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.1">RFC 7240, respond-async</a>
 */
final class PendingCalls implements AutoCloseable {
    /** What the paths of these resources begin with. */
    static final String PATH = "/_calls/";

    private static final Logger LOG = LoggerFactory.getLogger(PendingCalls.class);
    private static final int ID_BYTES = 16; // nobody can guess the id of a call that another has made

    private final ScheduledExecutorService timer;
    private final long keepNanos;
    private final Semaphore room;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, DetachedCall> calls = new ConcurrentHashMap<>();
    private int running;

    /** With the most calls that are kept, under way or done, and how long they are kept when done. */
    PendingCalls(int most, Duration keep, ScheduledExecutorService timer) {
        this.timer = timer;
        this.keepNanos = keep.toNanos();
        this.room = new Semaphore(most);
    }

    /** Begins a call, and tells where it stands; null where there is no room for one more. */
    @Nullable
    Reply start(ServerCall call, Object request) {
        if (!room.tryAcquire()) {
            return null;
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String path = PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        DetachedCall detached = new DetachedCall(call, request, () -> settled(path));
        synchronized (this) {
            running++;
        }
        calls.put(path, detached);
        detached.start(timer);
        return underWay(path).with(HttpNames.PREFERENCE_APPLIED, "respond-async");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody wants to keep a response for longer
    private void settled(String path) {
        synchronized (this) {
            running--;
            notifyAll();
        }
        timer.schedule(() -> forget(path), keepNanos, TimeUnit.NANOSECONDS);
    }

    private void forget(String path) {
        if (calls.remove(path) != null) {
            room.release();
        }
    }

    /** What a caller is told that asks at a path: the response, or that it is still under way. */
    Reply answer(String path) {
        DetachedCall call = calls.get(path);
        if (call == null) {
            return Problems.of(
                    404,
                    Code.NOT_FOUND,
                    "no such call (expected: one that this instance was given, whose response has not expired)",
                    true,
                    List.of(),
                    path);
        }
        Reply reply = call.reply();
        return reply == null ? underWay(path) : reply.with(HttpNames.CACHE_CONTROL, "no-store");
    }

    private static Reply underWay(String path) {
        return Reply.empty(202)
                .with(HttpNames.LOCATION, path, HttpNames.RETRY_AFTER, "1", HttpNames.CACHE_CONTROL, "no-store");
    }

    /** Waits until none is under way, at most so long. */
    synchronized void drain(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        try {
            while (running > 0 && !deadline.expired()) {
                wait(1 + deadline.remainingNanos() / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running > 0) {
            LOG.warn("{} calls that nobody waits for still run after {}; they will be interrupted", running, patience);
        }
    }

    /** Interrupts those under way. */
    @Override
    public void close() {
        calls.values().forEach(DetachedCall::expire);
        calls.clear();
    }
}
