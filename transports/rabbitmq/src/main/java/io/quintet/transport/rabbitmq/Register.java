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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link State} of one queue as the one message of another. One write is under way at a time; what changes meanwhile is in the
 * next. Safe for use by many threads.
 */
final class Register {
    private final String queue;
    private final Publisher publisher;
    private long token;
    private final Map<String, Attempts> failed = new HashMap<>();
    private boolean givenBack;
    private boolean changed;
    private boolean writing;

    Register(String queue, Publisher publisher) {
        this.queue = queue;
        this.publisher = publisher;
    }

    /**
     * Reads what the last owner has left, and enters the next one; a crash in between leaves what there was.
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
        State ours = new State(Math.max(left.token() + 1, System.currentTimeMillis()), false, known);
        publisher.deliver(target(), MessageProperties.PERSISTENT_BASIC, ours.encode());
        if (last != null) {
            channel.basicAck(last.getEnvelope().getDeliveryTag(), false);
        }
        synchronized (this) {
            token = ours.token();
            failed.putAll(ours.failed());
        }
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
        write();
    }

    /** Nothing is handed out any more: the next owner need not wonder why this one ended. */
    void giveBack() {
        synchronized (this) {
            givenBack = true;
            changed = true;
        }
        write();
    }

    /** What is settled needs no account; that it is gone can wait for the next write. */
    synchronized void forget(String id) {
        failed.remove(id);
    }

    private void write() {
        synchronized (this) {
            if (writing || !changed) {
                return;
            }
            writing = true;
        }
        put();
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
    private void written(@Nullable QuintetException failure) {
        synchronized (this) {
            if (!changed) {
                writing = false;
                notifyAll();
                return;
            }
        }
        Thread.ofVirtual().name("quintet-rabbitmq-register").start(this::put);
    }

    /** Waits until RabbitMQ has what was noted, at most so long. */
    synchronized void flush(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (writing && System.nanoTime() - deadline < 0) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
