package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.message.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages of a channel that have become due to their shards, in the order of falling due and then of sending. Of all members one does
 * that at a time: the one whose place at the queue of what is not due RabbitMQ has made the active one.
 */
final class Releaser extends DefaultConsumer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);

    /** How many are looked at; those behind wait until these are moved. */
    private static final int MOST = 10_000;

    private static final long AGAIN_MILLIS = 1000;

    /** For so long after the first one the others are awaited that were there: they come in the order of sending, and may all be due. */
    private static final long GATHER_MILLIS = 100;

    private static final long GATHER_MOST_MILLIS = 1000;
    private static final Duration LAST_MOVES = Duration.ofSeconds(2);

    private final Names names;
    private final io.quintet.message.Channel channel;
    private final Publisher publisher;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final PriorityQueue<Held> queue =
            new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::tag));
    private final int there;
    private int arrived;
    private long firstAt;
    private int moving;
    private volatile boolean moved;
    private boolean ended;

    Releaser(Names names, io.quintet.message.Channel channel, Link link, Publisher publisher, Clock clock) {
        super(link.channel());
        this.names = names;
        this.channel = channel;
        this.publisher = publisher;
        this.clock = clock;
        String delayed = names.delayed(channel.name());
        try {
            there = Math.min(MOST, getChannel().queueDeclarePassive(delayed).getMessageCount());
            getChannel().basicQos(MOST);
            getChannel().basicConsume(delayed, false, this);
        } catch (IOException | RuntimeException e) {
            Link.close(getChannel());
            throw RabbitErrors.of(e, "queue " + delayed, true);
        }
        Thread.ofVirtual().name("quintet-rabbitmq-releaser").start(this);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Held(long due, long tag, BasicProperties properties, byte[] body) {}

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        Held held = new Held(due(Wire.read(properties, body)), envelope.getDeliveryTag(), properties, body);
        synchronized (this) {
            if (arrived++ == 0) {
                firstAt = System.nanoTime();
            }
            hold(held);
        }
    }

    /** How long to wait for more of those that were there when this became the one that moves them. */
    private long gathering() {
        long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - firstAt);
        return arrived == 0 ? 0 : (arrived < there ? GATHER_MOST_MILLIS : GATHER_MILLIS) - since;
    }

    /** What somebody else has put here without a time is due. */
    private static long due(Message message) {
        try {
            return message.notBefore();
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private synchronized void hold(Held held) {
        queue.add(held);
        notifyAll();
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
        end();
    }

    @Override
    public void handleCancel(String tag) {
        end();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean ended() {
        return ended;
    }

    @Override
    public void run() {
        try {
            for (Held next = next(); next != null; next = next()) {
                release(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    /** Waits for the first that is due; null when there will be none. */
    private synchronized @Nullable Held next() throws InterruptedException {
        while (!ended) {
            Held first = queue.peek();
            long wait = first == null ? AGAIN_MILLIS : Math.max(first.due() - clock.millis(), gathering());
            if (wait <= 0) {
                moving++;
                return queue.poll();
            }
            wait(Math.min(wait, AGAIN_MILLIS));
        }
        return null;
    }

    /** It stays where it is until RabbitMQ has it in its shard: one that dies in between leaves both. */
    private void release(Held held) {
        Message message = Wire.read(held.properties(), held.body());
        publisher.put(Sender.target(names, channel, message, turn), held.properties(), held.body(), failure -> {
            if (failure == null) {
                acknowledge(held.tag());
            } else {
                hold(new Held(clock.millis() + AGAIN_MILLIS, held.tag(), held.properties(), held.body()));
            }
            synchronized (this) {
                moving--;
                notifyAll();
            }
        });
    }

    private void acknowledge(long tag) {
        try {
            getChannel().basicAck(tag, false);
            moved = true;
        } catch (IOException | RuntimeException e) {
            end(); // it comes again
        }
    }

    /** Leaves the rest to another one, which does not see again what this one has moved. */
    void close() {
        end();
        try {
            awaitMoves();
            if (moved && getChannel().isOpen()) {
                Acknowledgements.await(getChannel(), names.delayed(channel.name()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.debug("channel {}: what was moved last may be moved again", channel.name(), e);
        }
        Link.close(getChannel());
    }

    private synchronized void awaitMoves() throws InterruptedException {
        long deadline = System.nanoTime() + LAST_MOVES.toNanos();
        while (moving > 0 && System.nanoTime() - deadline < 0) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }
}
