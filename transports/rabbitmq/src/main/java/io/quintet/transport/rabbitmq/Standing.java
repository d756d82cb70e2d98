package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import io.quintet.QuintetException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel that is opened anew, on a thread of its own, whenever it is lost; those who use it never wait for that. */
final class Standing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Link link;
    private final String name;
    private final Furnishing furnishing;
    private final Semaphore lost = new Semaphore(0);
    private final Thread keeper;
    private volatile @Nullable Channel channel;
    private volatile boolean stale;
    private volatile boolean closed;
    private boolean complained;

    /** What makes a channel of use: its listeners and consumers. */
    @FunctionalInterface
    interface Furnishing {
        void furnish(Channel fresh) throws IOException;
    }

    /** Opens it before this returns, where that is possible now. */
    Standing(Link link, String name, Furnishing furnishing) {
        this.link = link;
        this.name = name;
        this.furnishing = furnishing;
        if (!opened()) {
            lost.release();
        }
        keeper = Thread.ofVirtual().name("quintet-rabbitmq-keeper").start(this::keep);
    }

    /** The open channel; UNAVAILABLE where there is none now. */
    Channel channel() {
        Channel open = channel;
        if (open == null || !open.isOpen()) {
            throw QuintetException.unreachable(
                    closed
                            ? "rabbitmq: " + name + ": closed"
                            : "rabbitmq: " + name + ": no connection now (expected: RabbitMQ, at rabbitmq.url)",
                    null);
        }
        return open;
    }

    /** Opens another one in its place, although RabbitMQ has not closed it. */
    void renew() {
        stale = true;
        lost.release();
    }

    private void keep() {
        while (!closed) {
            lost.acquireUninterruptibly();
            lost.drainPermits();
            while (!closed && !opened()) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
        Link.close(channel);
    }

    /** Whether it is open now. */
    private boolean opened() {
        Channel last = channel;
        if (last != null && last.isOpen() && !stale) {
            return true;
        }
        Link.close(last);
        stale = false;
        try {
            Channel fresh = link.channel();
            try {
                furnishing.furnish(fresh);
            } catch (IOException | RuntimeException e) {
                Link.close(fresh);
                throw e;
            }
            channel = fresh;
            fresh.addShutdownListener(cause -> lost.release()); // at once, where it is closed already
            complained = false;
            return true;
        } catch (IOException | RuntimeException e) {
            if (!complained) { // once an outage
                LOG.warn(
                        "{}: tries again: {}",
                        name,
                        RabbitErrors.of(e, name, true).getMessage());
                LOG.debug("{}: tries again", name, e);
            }
            complained = true;
            return false;
        }
    }

    boolean ended() {
        return closed;
    }

    /** What it had unacknowledged is delivered to others. */
    @Override
    public void close() {
        closed = true;
        lost.release();
        try {
            if (!keeper.join(END_PATIENCE)) {
                LOG.debug("{}: its thread waits for RabbitMQ still, and ends with the connection", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
