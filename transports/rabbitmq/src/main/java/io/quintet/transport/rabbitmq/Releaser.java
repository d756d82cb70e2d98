package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.message.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Objects;
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

    /** Of so many bytes, and of one message, the content is held; of the rest it is asked for again when they are due. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final long AGAIN_MILLIS = 1000;

    /** For so long after the first one the others are awaited that were there: they come in the order of sending, and may all be due. */
    private static final long GATHER_MILLIS = 100;

    private static final long GATHER_MOST_MILLIS = 1000;
    private static final Duration LAST_MOVES = Duration.ofSeconds(2);

    private final Names names;
    private final io.quintet.message.Channel channel;
    private final Publisher publisher;
    private final Clock clock;
    private final int mostBytes;
    private final AtomicInteger turn = new AtomicInteger();
    private final PriorityQueue<Held> queue =
            new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::place));
    private final ArrayDeque<Long> confirmed = new ArrayDeque<>();
    private final int there;
    private final Thread thread;
    private int arrived;
    private long firstAt;
    private long bytes;
    private int moving;
    private @Nullable Held asked;
    private long askedAt;
    private boolean failed;
    private long failedAt;
    private volatile boolean moved;
    private boolean ended;

    Releaser(
            Names names,
            io.quintet.message.Channel channel,
            Link link,
            Publisher publisher,
            Clock clock,
            int mostBytes) {
        super(link.channel());
        this.names = names;
        this.channel = channel;
        this.publisher = publisher;
        this.clock = clock;
        this.mostBytes = mostBytes;
        String delayed = names.delayed(channel.name());
        try {
            there = Math.min(MOST, getChannel().queueDeclarePassive(delayed).getMessageCount());
            getChannel().basicQos(MOST);
            getChannel().basicConsume(delayed, false, this);
        } catch (IOException | RuntimeException e) {
            Link.close(getChannel());
            throw RabbitErrors.of(e, "queue " + delayed, true);
        }
        thread = Thread.ofVirtual().name("quintet-rabbitmq-releaser").start(this);
    }

    /**
     * A message that RabbitMQ has handed out.
     *
     * @param place its place among those that are due at the same time
     * @param id what it is known again by
     * @param content null where that would be too much to hold
     */
    private record Held(
            long due,
            long place,
            long tag,
            @Nullable String id,
            @Nullable Content content) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Content(BasicProperties properties, byte[] body) {
        int bytes() {
            return Wire.bytes(properties) + body.length;
        }
    }

    @Override
    public void handleDelivery(String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
        Content content = new Content(Wire.moved(properties), body);
        long due = due(Wire.read(properties, body));
        synchronized (this) {
            if (arrived++ == 0) {
                firstAt = System.nanoTime();
            }
            long tag = envelope.getDeliveryTag();
            long place = tag;
            String id = properties.getMessageId();
            boolean held = bytes == 0 || bytes + content.bytes() <= mostBytes;
            Held again = asked;
            if (again != null && envelope.isRedeliver() && again.due() == due && Objects.equals(again.id(), id)) {
                asked = null;
                place = again.place();
                held = true;
            }
            bytes += held ? content.bytes() : 0;
            queue.add(new Held(due, place, tag, id, held ? content : null));
            notifyAll();
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

    /** How many messages wait here. */
    synchronized int waiting() {
        return queue.size();
    }

    /** Of how many bytes the content is held. */
    synchronized long bytes() {
        return bytes;
    }

    @Override
    public void run() {
        try {
            for (Held next = next(); next != null; next = next()) {
                move(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** To its shard; one whose content is not held has to come again for that. */
    private void move(Held held) {
        if (held.content() == null) {
            settle(() -> getChannel().basicNack(held.tag(), false, true));
        } else {
            release(held, held.content());
        }
    }

    /** Waits for the first that is due, and acknowledges what has arrived; null when nothing is left to do. */
    private @Nullable Held next() throws InterruptedException {
        while (true) {
            acknowledge();
            synchronized (this) {
                if (ended && moving == 0) {
                    return null;
                }
                long pause = confirmed.isEmpty() ? pause() : 0;
                if (pause > 0) {
                    wait(Math.min(pause, AGAIN_MILLIS));
                } else if (confirmed.isEmpty()) {
                    return taken(queue.remove());
                }
            }
        }
    }

    /** For how long there is nothing to move. What was asked for comes before all others. */
    private long pause() {
        if (ended) {
            return AGAIN_MILLIS;
        }
        if (asked != null) {
            long left = againIn(askedAt);
            if (left > 0) {
                return left;
            }
            asked = null;
        }
        if (failed) {
            long left = againIn(failedAt);
            if (left > 0) {
                return left;
            }
            failed = false;
        }
        Held first = queue.peek();
        return first == null ? AGAIN_MILLIS : Math.max(first.due() - clock.millis(), gathering());
    }

    private static long againIn(long since) {
        return AGAIN_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private Held taken(Held first) {
        if (first.content() == null) {
            asked = first;
            askedAt = System.nanoTime();
        } else {
            moving++;
        }
        return first;
    }

    /** It stays where it is until RabbitMQ has it in its shard: one that dies in between leaves both. */
    private void release(Held held, Content content) {
        Message message = Wire.read(content.properties(), content.body());
        publisher.put(Sender.target(names, channel, message, turn), content.properties(), content.body(), failure -> {
            synchronized (this) { // on the publisher's threads, which do not wait for this channel
                if (failure == null) {
                    confirmed.add(held.tag());
                    bytes -= content.bytes();
                } else {
                    queue.add(held); // those behind it are not to pass it
                    failedAt = System.nanoTime();
                    failed = true;
                    moving--;
                }
                notifyAll();
            }
        });
    }

    private void acknowledge() {
        for (Long tag = nextConfirmed(); tag != null; tag = nextConfirmed()) {
            long each = tag;
            settle(() -> getChannel().basicAck(each, false));
            moved = true;
            synchronized (this) {
                moving--;
            }
        }
    }

    private synchronized @Nullable Long nextConfirmed() {
        return confirmed.poll();
    }

    /** What the channel is told. */
    @FunctionalInterface
    private interface Settling {
        void tell() throws IOException;
    }

    private void settle(Settling settling) {
        try {
            settling.tell();
        } catch (IOException | RuntimeException e) {
            end(); // it comes again
        }
    }

    /** Leaves the rest to another one, which does not see again what this one has moved. */
    void close() {
        end();
        try {
            thread.join(LAST_MOVES);
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
}
