package io.quintet.transport.http;

import io.quintet.net.Reply;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that runs though nobody waits for it. What comes first settles it: its reply, or its deadline. */
final class DetachedCall {
    private final ServerCall call;
    private final Runnable settled;
    private final Thread thread;
    private @Nullable Future<?> deadline;
    private @Nullable Reply reply;

    /** With what to do when it is settled. */
    DetachedCall(ServerCall call, Object request, Runnable settled) {
        this.call = call;
        this.settled = settled;
        this.thread = Thread.ofVirtual().unstarted(() -> settle(call.handleSafely(request)));
    }

    synchronized void start(ScheduledExecutorService timer) {
        deadline = timer.schedule(this::expire, call.timeoutNanos(), TimeUnit.NANOSECONDS);
        thread.start();
    }

    /** Its reply, or null while it is under way. */
    synchronized @Nullable Reply reply() {
        return reply;
    }

    /** Time is up. */
    void expire() {
        if (settle(call.expired())) {
            thread.interrupt();
        }
    }

    private boolean settle(Reply with) {
        synchronized (this) {
            if (reply != null) {
                return false;
            }
            reply = with;
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
        settled.run();
        return true;
    }
}
