package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link State} of one queue as the one message of another. One write is under way at a time; what changes meanwhile is in the
 * next. Safe for use by many threads.
 */
final class Register {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final long LOOK_MILLIS = 10;

    private final String queue;
    private final Publisher publisher;
    private long token;
    private final Map<String, Attempts> failed = new HashMap<>();
    private boolean givenBack;
    private boolean changed;
    private boolean writing;
    private boolean stored;
    private @Nullable QuintetException failure;

    Register(String queue, Publisher publisher) {
        this.queue = queue;
        this.publisher = publisher;
    }

    /**
     * Reads what the last owner has left, and enters the next one; a crash in between leaves what there was. What a RabbitMQ that takes
     * nothing now has stored does not wait for that: the next one is entered later, and until then its token rises with the clock alone.
     *
     * @param first the first message, where it was with a member before; it may be why the last owner ended, and counts as failed then
     */
    void takeOver(Channel channel, @Nullable String first, Instant now) throws IOException {
        GetResponse last = channel.basicGet(queue, false);
        State left = last == null ? State.NONE : State.decode(last.getBody());
        Map<String, Attempts> known = new HashMap<>(left.failed());
        if (first != null && !left.givenBack()) {
            known.put(first, known.getOrDefault(first, Attempts.NONE).plusUnsettled(now));
        }
        synchronized (this) {
            token = Math.max(left.token() + 1, System.currentTimeMillis());
            failed.putAll(known);
        }
        enter();
        boolean entered = awaitEntered();
        if (last != null && entered) {
            channel.basicAck(last.getEnvelope().getDeliveryTag(), false);
        } else if (last != null) {
            channel.basicReject(last.getEnvelope().getDeliveryTag(), true); // the next one drives it out
        }
    }

    /** To be called now and then by the owner: enters it where that was not possible before. */
    void enter() {
        synchronized (this) {
            changed |= !stored;
        }
        aside();
    }

    /** Whether RabbitMQ has it; not, where it takes nothing now. */
    private synchronized boolean awaitEntered() {
        long deadline = System.nanoTime() + publisher.longest().toNanos();
        try {
            while (!stored && !publisher.blocked()) {
                if (failure != null) {
                    throw failure;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw QuintetException.deadlineExceeded("rabbitmq: queue " + queue + ": not confirmed");
                }
                wait(LOOK_MILLIS); // nobody tells when it begins to take nothing
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted("rabbitmq: queue " + queue + ": interrupted", e);
        }
        if (!stored) {
            LOG.warn(
                    "queue {}: taken over, which RabbitMQ is told when it is not short of memory or disk space", queue);
        }
        return stored;
    }

    private Target target() {
        return Target.queue("queue " + queue, queue);
    }

    synchronized long token() {
        return token;
    }

    synchronized Attempts failed(String id) {
        return failed.getOrDefault(id, Attempts.NONE);
    }

    void note(String id, Attempts attempts) {
        synchronized (this) {
            failed.put(id, attempts);
            changed = true;
        }
        if (due()) {
            put();
        }
    }

    /** Nothing is handed out any more: the next owner need not wonder why this one ended. */
    void giveBack() {
        synchronized (this) {
            givenBack = true;
            changed = true;
        }
        aside();
    }

    /** What is settled needs no account; that it is gone can wait for the next write. */
    synchronized void forget(String id) {
        failed.remove(id);
    }

    /** Whether there is something to write and nobody writes; then the caller does. */
    private synchronized boolean due() {
        boolean due = changed && !writing;
        writing |= due;
        return due;
    }

    /** Writes without waiting for room in the publisher's buffer. */
    private void aside() {
        if (due()) {
            Thread.ofVirtual().name("quintet-rabbitmq-register").start(this::put);
        }
    }

    private void put() {
        byte[] body;
        synchronized (this) {
            changed = false;
            body = new State(token, givenBack, Map.copyOf(failed)).encode();
        }
        publisher.put(target(), MessageProperties.PERSISTENT_BASIC, body, this::written);
    }

    /**
     * One that failed is not repeated: the attempts of a message are for people, and its place in the queue is not among them. The next one
     * may wait for room in the publisher's buffer, which is made by the thread that this is called on.
     */
    private void written(@Nullable QuintetException why) {
        synchronized (this) {
            stored |= why == null;
            failure = why;
            writing = false;
            notifyAll();
        }
        aside();
    }

    /** Waits until RabbitMQ has what was noted, at most so long, and not for one that takes nothing now. */
    synchronized void flush(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (writing && !publisher.blocked() && System.nanoTime() - deadline < 0) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
