package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.Responses;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The responses to one publication, one per subscriber group. */
final class CollectedResponses implements Responses<Object>, ReplyDesk.Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(CollectedResponses.class);

    private final BoundOperation operation;
    private final Duration within;
    private final Deadline window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Object> responses = new ArrayList<>();
    private final Set<String> responders = new HashSet<>();
    private boolean closed;
    private @Nullable Runnable onFirst;

    CollectedResponses(BoundOperation operation, Duration within, Deadline window) {
        this.operation = operation;
        this.within = within;
        this.window = window;
    }

    @Override
    public void reply(Message reply) {
        Exception error = ReplyReader.error(operation, reply);
        if (error != null) {
            LOG.debug(
                    "{}: a subscriber answered with an error", operation.model().qualifiedName(), error);
            return;
        }
        Object response = ReplyReader.response(operation, reply);
        String responder = reply.header(HeaderNames.RESPONDER);
        Runnable first = null;
        lock.lock();
        try {
            if (!closed && !window.expired() && responders.add(responder == null ? reply.id() : responder)) {
                responses.add(response);
                changed.signalAll();
                first = takeOnFirst();
            }
        } finally {
            lock.unlock();
        }
        run(first);
    }

    @Override
    public void unreadable(QuintetException why) {
        // the others may be readable; whoever answered this is counted as silent
    }

    @Override
    public void abandoned(QuintetException why) {
        close();
    }

    /** The window is over. */
    void close() {
        Runnable first;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            first = takeOnFirst();
        } finally {
            lock.unlock();
        }
        run(first);
    }

    /** Runs something once, when the first response arrives, or when the window closes without one. */
    void onFirst(Runnable what) {
        lock.lock();
        try {
            if (responses.isEmpty() && !closed) {
                onFirst = what;
                return;
            }
        } finally {
            lock.unlock();
        }
        what.run();
    }

    private @Nullable Runnable takeOnFirst() {
        Runnable first = onFirst;
        onFirst = null;
        return first;
    }

    private static void run(@Nullable Runnable what) {
        if (what != null) {
            what.run();
        }
    }

    @Override
    public List<Object> all() {
        return first(Integer.MAX_VALUE);
    }

    @Override
    public List<Object> first(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: > 0)");
        }
        lock.lock();
        try {
            while (!closed && responses.size() < count) {
                long remaining = window.remainingNanos();
                if (remaining <= 0 || changed.awaitNanos(remaining) <= 0) {
                    break;
                }
            }
            return List.copyOf(responses.subList(0, Math.min(count, responses.size())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.copyOf(responses.subList(0, Math.min(count, responses.size())));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Object> arrived() {
        lock.lock();
        try {
            return List.copyOf(responses);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration within() {
        return within;
    }
}
