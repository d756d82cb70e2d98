package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.Deadline;
import io.quintet.log.Attempts;
import io.quintet.log.ShardDispatch;
import io.quintet.log.ShardStore;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of this process to a channel of requests that somebody waits for. All members take from one queue, side by side: there are no
 * shards to own, for there is no order to keep. What is with a member that dies goes to another.
 */
final class CallMember implements Membership {
    private static final Logger LOG = LoggerFactory.getLogger(CallMember.class);
    private static final int MOST_PREFETCH = 65_535;

    /** So long at most is what was handled not acknowledged: it would be handled again if this process died meanwhile. */
    private static final long ACKNOWLEDGE_MILLIS = 5;

    /** The timer's thread must not wait for a socket. */
    private static final ThreadFactory ACKNOWLEDGER =
            Thread.ofVirtual().name("quintet-rabbitmq-acknowledger").factory();

    private final Channel channel;
    private final String group;
    private final int prefetch;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;
    private final String queue;
    private final Topology topology;
    private final DeadLetterWriter letters;
    private final Object progress = new Object();
    private final Standing standing;
    private volatile @Nullable Seat seat;
    private volatile boolean ending;

    CallMember(
            Channel channel,
            String group,
            int credit,
            Consumer<Delivery> consumer,
            ServiceContext context,
            Names names,
            Link link,
            Topology topology,
            DeadLetterWriter letters) {
        topology.open(channel);
        this.channel = channel;
        this.group = group;
        this.prefetch = Math.min(credit, MOST_PREFETCH);
        this.consumer = consumer;
        this.context = context;
        this.queue = names.queue(channel.name(), 0);
        this.topology = topology;
        this.letters = letters;
        this.standing = new Standing(link, channel.name() + ", group " + group, this::sit);
    }

    private void sit(com.rabbitmq.client.Channel fresh) throws IOException {
        if (ending) {
            return;
        }
        topology.open(channel);
        Seat next = new Seat(fresh);
        fresh.basicQos(prefetch);
        fresh.basicConsume(queue, false, next);
        seat = next;
    }

    /** A place at the queue, as long as its channel is open. */
    private final class Seat extends DefaultConsumer implements ShardStore {
        private final ShardDispatch dispatch = new ShardDispatch(0, this, consumer, context);
        private final Acknowledgements acknowledgements;
        private final AtomicBoolean acknowledging = new AtomicBoolean();
        private final Queue<Long> late = new ConcurrentLinkedQueue<>();

        Seat(com.rabbitmq.client.Channel amqp) {
            super(amqp);
            acknowledgements = new Acknowledgements(amqp, queue, prefetch);
        }

        private void acknowledge() {
            acknowledging.set(false);
            try {
                acknowledgements.all(dispatch.watermark());
            } catch (IOException | RuntimeException e) {
                comesAgain(e);
            }
        }

        private void comesAgain(Exception e) {
            LOG.debug("{}: is delivered again, for its connection was lost", queue, e);
        }

        // What RabbitMQ's client calls.

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            if (ending) {
                late.add(envelope.getDeliveryTag());
                return;
            }
            int attempt = envelope.isRedeliver() ? 2 : 1;
            dispatch.offer(envelope.getDeliveryTag(), Wire.read(properties, body), attempt, Attempts.NONE);
        }

        /** Nothing comes any more: what came while this was asked for is for others. */
        @Override
        public void handleCancelOk(String tag) {
            try {
                for (Long each = late.poll(); each != null; each = late.poll()) {
                    getChannel().basicNack(each, false, true);
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("{}: others get the rest when the channel is closed", queue, e);
            }
        }

        /** The queue is gone. */
        @Override
        public void handleCancel(String tag) {
            dispatch.revoke();
            topology.missed(channel.name());
            standing.renew();
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            dispatch.revoke();
            topology.missed(channel.name()); // with a node its queue may be gone
        }

        /** Waits until what is being handled is settled, and leaves. */
        void leave(Deadline deadline) throws InterruptedException {
            try {
                getChannel().basicCancel(getConsumerTag());
            } catch (IOException | RuntimeException e) {
                LOG.debug("{}: left after its connection", queue, e);
                return;
            }
            dispatch.stop();
            synchronized (progress) {
                while (dispatch.delivered() > 0 && !deadline.expired()) {
                    progress.wait(Math.max(1, Math.min(100, deadline.remainingNanos() / 1_000_000)));
                }
            }
            dispatch.revoke();
            acknowledge();
        }

        // What those who settle call.

        @Override
        public String group() {
            return group;
        }

        /** Nobody but the one who gets it again asks which attempt it was, and that one counts from two. */
        @Override
        public void retried(long sequence, Attempts failed) {}

        @Override
        public void rejected(long sequence, Message message, Attempts failed, Throwable cause) {
            letters.write(new DeadLetterWriter.Place(group, channel, queue), message, failed, cause);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // it throws nothing
        public void settled(long sequence) {
            try {
                acknowledgements.add(sequence, dispatch.watermark());
            } catch (IOException | RuntimeException e) {
                comesAgain(e);
                return;
            }
            if (!acknowledging.getAndSet(true)) {
                context.scheduler()
                        .schedule(
                                () -> ACKNOWLEDGER.newThread(this::acknowledge).start(),
                                ACKNOWLEDGE_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void progressed() {
            if (ending) {
                synchronized (progress) {
                    progress.notifyAll();
                }
            }
        }
    }

    @Override
    public void drain(Duration patience) {
        Seat last = end();
        try {
            if (last != null) {
                last.leave(Deadline.in(patience));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        standing.close();
    }

    private @Nullable Seat end() {
        ending = true;
        return seat;
    }

    @Override
    public void close() {
        Seat last = end();
        if (last != null) {
            last.dispatch.revoke();
        }
        standing.close();
    }

    @Override
    public boolean ended() {
        return standing.ended();
    }
}
