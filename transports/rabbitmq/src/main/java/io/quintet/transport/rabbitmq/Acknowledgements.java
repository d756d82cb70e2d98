package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is settled at one place and not acknowledged yet. RabbitMQ writes each acknowledgement to the queue's log, however many messages it
 * speaks of: so they are few, each for all up to the first message that is not settled. Safe for use by many threads.
 */
final class Acknowledgements {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** For so long what is settled waits for a message before it that is not. */
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What RabbitMQ has not made its own within such a time it does not make its own because somebody waits for it. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Channel channel;
    private final String queue;
    private final int many;
    private final int tooMany;
    private final LongSupplier nanos;
    private final TreeMap<Long, Long> settled = new TreeMap<>(); // by tag, when it was
    private final TreeSet<Long> alone = new TreeSet<>();
    private long upTo;
    private boolean sent;
    private long sentAt;

    /** {@code prefetch}: how many messages RabbitMQ hands out at most before it waits for acknowledgements. */
    Acknowledgements(Channel channel, String queue, int prefetch) {
        this(channel, queue, prefetch, System::nanoTime);
    }

    /** On a clock of its own. */
    Acknowledgements(Channel channel, String queue, int prefetch, LongSupplier nanos) {
        this.channel = channel;
        this.queue = queue;
        many = Math.max(1, prefetch / 4);
        tooMany = Math.max(1, prefetch / 2);
        this.nanos = nanos;
        sentAt = nanos.getAsLong() - PAUSE_NANOS;
    }

    /** One more; acknowledges at once where that was not done just before, or where RabbitMQ might wait for it. */
    synchronized void add(long tag, long watermark) throws IOException {
        if (tag <= upTo) {
            return; // whoever settled a later one was quicker
        }
        long now = nanos.getAsLong();
        settled.put(tag, now);
        if (settled.size() >= many || now - sentAt >= PAUSE_NANOS) {
            flush(watermark);
        }
    }

    /** Acknowledges all up to the watermark; beyond it only when so many wait that RabbitMQ might hand out nothing more. */
    synchronized void flush(long watermark) throws IOException {
        Long last = alone.contains(watermark) ? settled.floorKey(watermark) : Long.valueOf(watermark);
        if (last != null && last > upTo) { // RabbitMQ closes the channel over one that it has heard of already
            upTo = last;
            settled.headMap(last, true).clear();
            alone.headSet(last, true).clear();
            send(last, true);
        }
        if (settled.size() >= tooMany) {
            sendAlone(Long.MIN_VALUE);
        }
    }

    /** To be called now and then: as {@link #flush}, and also what has waited behind the watermark for long. */
    synchronized void tidy(long watermark) throws IOException {
        flush(watermark);
        sendAlone(WAIT_NANOS);
    }

    /** One by one those that have waited so long. */
    private void sendAlone(long atLeast) throws IOException {
        long now = nanos.getAsLong();
        for (Iterator<Map.Entry<Long, Long>> all = settled.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, Long> each = all.next();
            if (now - each.getValue() >= atLeast) {
                long tag = each.getKey();
                all.remove();
                alone.add(tag);
                send(tag, false);
            }
        }
    }

    private void send(long tag, boolean multiple) throws IOException {
        sent = true;
        sentAt = nanos.getAsLong();
        channel.basicAck(tag, multiple);
    }

    /** All there are, now. */
    synchronized void all(long watermark) throws IOException {
        flush(watermark);
        sendAlone(Long.MIN_VALUE);
    }

    /** The last ones, before the channel is closed: returns when a quorum queue cannot forget them any more. */
    synchronized void finish(long watermark) throws IOException {
        all(watermark);
        if (sent && nanos.getAsLong() - sentAt < RECENT_NANOS) {
            await(channel, queue);
        }
    }

    /**
     * Returns when the queue's log has what was acknowledged on a channel. RabbitMQ's own client of the log lets 32 commands be under way; what
     * is acknowledged beyond these it keeps with the channel, and forgets with it. A consumer that comes and goes, behind the one that the
     * channel has at the queue, is two commands that RabbitMQ waits for; when it takes the second, it has sent what it had kept.
     */
    static void await(Channel channel, String queue) throws IOException {
        channel.basicCancel(channel.basicConsume(queue, false, new DefaultConsumer(channel)));
    }
}
