package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes, on one thread and one channel, in the order of calls; every message is mandatory and has to be confirmed. Safe for use by
 * many threads.
 */
final class Publisher implements AutoCloseable, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private static final int UNIT = 1024;
    private static final long IDLE_MILLIS = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SWEEP_MILLIS = 250;
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    private final Link link;
    private final Duration patience;
    private final int allUnits;
    private final Semaphore room;
    private final LinkedBlockingQueue<Parcel> queue = new LinkedBlockingQueue<>();
    private final ScheduledFuture<?> sweep;
    private final Thread thread;
    private volatile @Nullable Outlet outlet;
    private volatile boolean closed;

    Publisher(Link link, RabbitSettings settings, ScheduledExecutorService scheduler) {
        this.link = link;
        patience = settings.sendTimeout();
        allUnits = settings.bufferBytes() / UNIT;
        room = new Semaphore(allUnits);
        sweep = scheduler.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        thread = Thread.ofPlatform().daemon().name("quintet-rabbitmq-publisher").start(this);
    }

    /** What became of a message. */
    @FunctionalInterface
    interface Fate {
        /**
         * Called once, on whatever thread it is seen on; must not block.
         *
         * @param failure null where RabbitMQ has it
         */
        void known(@Nullable QuintetException failure);
    }

    /**
     * Where a message goes.
     *
     * @param name what it is called in errors, such as {@code channel orders}
     */
    record Target(String name, String exchange, String routingKey) {
        static Target queue(String name, String queue) {
            return new Target(name, "", queue);
        }
    }

    /** A channel, and what has left over it and is not confirmed, by number. */
    private record Outlet(Channel channel, ConcurrentSkipListMap<Long, Parcel> unconfirmed) {
        List<Parcel> take(long number, boolean multiple) {
            if (!multiple) {
                Parcel parcel = unconfirmed.remove(number);
                return parcel == null ? List.of() : List.of(parcel);
            }
            Map<Long, Parcel> all = unconfirmed.headMap(number, true);
            List<Parcel> taken = List.copyOf(all.values());
            all.clear();
            return taken;
        }
    }

    private final class Parcel {
        private final Target target;
        private final BasicProperties properties;
        private final byte[] body;
        private final Fate fate;
        private final int units;
        private final long deadline = System.nanoTime() + patience.toNanos();
        private final AtomicBoolean known = new AtomicBoolean();

        /** Counts once the parcel is on its way; RabbitMQ says it before it confirms. */
        private volatile boolean returned;

        Parcel(Target target, BasicProperties properties, byte[] body, Fate fate, int units) {
            this.target = target;
            this.properties = properties;
            this.body = body;
            this.fate = fate;
            this.units = units;
        }

        void settle(@Nullable QuintetException failure) {
            if (known.compareAndSet(false, true)) {
                room.release(units);
                tell(fate, failure);
            }
        }

        boolean late() {
            return System.nanoTime() - deadline > 0;
        }

        void confirmed() {
            settle(returned ? unroutable(target) : null);
        }

        void refused() {
            String why = "rabbitmq: " + target.name() + ": RabbitMQ refused the message, as when a queue is full or its"
                    + " leader is away";
            settle(
                    target.exchange().isEmpty()
                            ? QuintetException.unreachable(why, null)
                            : QuintetException.concluded( // another queue of the exchange may have it
                                    Code.UNAVAILABLE, FailureMode.OMISSION, why));
        }
    }

    /** Whoever hears of it and fails keeps nobody else from being sent and told. */
    private static void tell(Fate fate, @Nullable QuintetException failure) {
        try {
            fate.known(failure);
        } catch (RuntimeException | Error e) {
            LOG.error("rabbitmq: who was told what became of a message failed", e);
        }
    }

    /** Sends; blocks while too much is unconfirmed, at most as long as a message may take. */
    void put(Target target, BasicProperties properties, byte[] body, Fate fate) {
        int units = Math.min(allUnits, 1 + (body.length + Wire.bytes(properties)) / UNIT);
        try {
            if (!room.tryAcquire(units, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                tell(
                        fate,
                        QuintetException.refused(
                                Code.RESOURCE_EXHAUSTED,
                                "rabbitmq: " + target.name() + ": no room for " + body.length + " bytes within "
                                        + patience
                                        + " (expected: a RabbitMQ that keeps up, or a higher rabbitmq.buffer-bytes)"));
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tell(
                    fate,
                    QuintetException.refused(
                            Code.CANCELLED, "interrupted while rabbitmq's buffer was full: nothing was sent"));
            return;
        }
        Parcel parcel = new Parcel(target, properties, body, fate, units);
        queue.add(parcel);
        if (closed && queue.remove(parcel)) {
            parcel.settle(ended());
        }
    }

    /** Whether RabbitMQ takes nothing now; what is put waits until it does, at most as long as a message may take. */
    boolean blocked() {
        return link.blocked();
    }

    /** After so long the fate of whatever was put is known. */
    Duration longest() {
        return patience.multipliedBy(2).plus(END_PATIENCE); // for room, and then for RabbitMQ
    }

    /** As {@link #put}, and waits for the fate. */
    void deliver(Target target, BasicProperties properties, byte[] body) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        put(target, properties, body, failure -> {
            if (failure == null) {
                done.complete(true);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.get(longest().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof QuintetException failure ? failure : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw QuintetException.deadlineExceeded("rabbitmq: " + target.name() + ": not confirmed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted("rabbitmq: " + target.name() + ": interrupted", e);
        }
    }

    @Override
    public void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                Parcel parcel = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                while (parcel != null) {
                    publish(parcel);
                    parcel = queue.poll();
                }
            } catch (InterruptedException e) {
                closed = true;
            }
            sendGathered();
        }
    }

    /** Whoever was to follow may have been given up meanwhile. */
    private void sendGathered() {
        Outlet open = outlet;
        try {
            link.sendGathered();
        } catch (IOException e) {
            if (open != null) {
                lost(open);
            }
        }
    }

    /** Tries until it is on its way, or late. */
    private void publish(Parcel parcel) {
        while (!parcel.known.get()) {
            try {
                if (published(open(), parcel)) {
                    return;
                }
            } catch (QuintetException e) { // no connection, or one that nothing is read from
                if (closed || parcel.late()) {
                    parcel.settle(closed ? ended() : e);
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Whether it is on its way, or lost; a channel that was closed before has taken nothing. */
    private boolean published(Outlet open, Parcel parcel) {
        if (link.blocked()) {
            throw RabbitErrors.blocked(parcel.target.name());
        }
        long number = open.channel().getNextPublishSeqNo();
        open.unconfirmed().put(number, parcel);
        try {
            write(open.channel(), parcel);
        } catch (AlreadyClosedException e) {
            return !open.unconfirmed().remove(number, parcel);
        } catch (IOException | RuntimeException | Error e) {
            if (e instanceof IllegalArgumentException) { // AMQP cannot carry it, now or ever
                parcel.settle(QuintetException.invalid(
                        "rabbitmq: " + parcel.target.name() + ": " + e.getMessage(), List.of()));
            }
            lost(open);
            if (e instanceof Error error) {
                LOG.error("rabbitmq: its connection is begun anew", error);
            }
            return true;
        }
        if (!open.channel().isOpen()) {
            lost(open); // after whoever saw it close had looked through what is unconfirmed
        }
        return true;
    }

    /** What comes after it is not to stay here with it: where it cannot be written that is the end of its channel, which RabbitMQ has to hear of. */
    private void write(Channel channel, Parcel parcel) throws IOException {
        link.gather(!queue.isEmpty());
        try {
            channel.basicPublish(
                    parcel.target.exchange(), parcel.target.routingKey(), true, parcel.properties, parcel.body);
        } finally {
            link.gather(false);
        }
    }

    private Outlet open() {
        Outlet open = outlet;
        if (open != null && open.channel().isOpen()) {
            return open;
        }
        Channel channel = link.channel();
        try {
            channel.confirmSelect();
        } catch (IOException | RuntimeException e) {
            throw RabbitErrors.of(e, "publisher confirms", true);
        }
        Outlet fresh = new Outlet(channel, new ConcurrentSkipListMap<>());
        channel.addConfirmListener(
                (number, multiple) -> fresh.take(number, multiple).forEach(Parcel::confirmed),
                (number, multiple) -> fresh.take(number, multiple).forEach(Parcel::refused));
        channel.addReturnListener(wire -> returned(fresh, wire));
        channel.addShutdownListener(cause -> lost(fresh));
        outlet = fresh;
        return fresh;
    }

    /** It is the first one that looks like it: RabbitMQ says no number. */
    private static void returned(Outlet from, Return wire) {
        String id = wire.getProperties().getMessageId();
        for (Parcel parcel : from.unconfirmed().values()) {
            if (!parcel.returned
                    && parcel.target.exchange().equals(wire.getExchange())
                    && parcel.target.routingKey().equals(wire.getRoutingKey())
                    && Objects.equals(parcel.properties.getMessageId(), id)) {
                parcel.returned = true;
                return;
            }
        }
    }

    private static QuintetException unroutable(Target target) {
        return QuintetException.refused(
                Code.NOT_FOUND,
                "rabbitmq: " + target.name() + ": no queue takes messages with routing key " + target.routingKey()
                        + " from exchange \"" + target.exchange()
                        + "\" (expected: a queue, which was removed since this process has seen it)");
    }

    /** What was on its way over a channel that is gone: nobody knows whether it has arrived. */
    private void lost(Outlet gone) {
        Link.close(gone.channel());
        ShutdownSignalException reason = gone.channel().getCloseReason();
        QuintetException why = QuintetException.concluded(
                reason != null && RabbitErrors.replyCode(reason) == AMQP.NOT_FOUND ? Code.NOT_FOUND : Code.UNAVAILABLE,
                FailureMode.OMISSION,
                closed
                        ? "the rabbitmq transport was closed before RabbitMQ had confirmed"
                        : "rabbitmq: not confirmed: " + (reason == null ? "closed" : reason.getMessage()));
        gone.take(Long.MAX_VALUE, true).forEach(parcel -> parcel.settle(why));
    }

    /** Nothing waits longer than it may, whatever the thread that publishes, or RabbitMQ, hangs in. */
    private void sweep() {
        for (Parcel parcel : queue) {
            if (!parcel.late()) {
                break;
            }
            if (queue.remove(parcel)) {
                parcel.settle(
                        link.blocked()
                                ? RabbitErrors.blocked(parcel.target.name())
                                : QuintetException.unreachable(
                                        "rabbitmq: " + parcel.target.name() + ": not sent within " + patience, null));
            }
        }
        Outlet open = outlet;
        if (open == null) {
            return;
        }
        for (Map.Entry<Long, Parcel> each : open.unconfirmed().entrySet()) {
            Parcel parcel = each.getValue();
            if (!parcel.late()) {
                break;
            }
            if (open.unconfirmed().remove(each.getKey(), parcel)) {
                parcel.settle(QuintetException.concluded(
                        Code.UNAVAILABLE,
                        FailureMode.TIMING,
                        "rabbitmq: " + parcel.target.name() + ": not confirmed within " + patience));
            }
        }
    }

    private static QuintetException ended() {
        return QuintetException.unreachable("the rabbitmq transport is closed: nothing was sent", null);
    }

    /** Waits until what was given to it is confirmed, at most for a while. */
    @Override
    public void close() {
        closed = true;
        long deadline = System.nanoTime() + END_PATIENCE.toNanos();
        try {
            thread.join(END_PATIENCE);
            Outlet last = outlet;
            while (last != null && !last.unconfirmed().isEmpty() && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sweep.cancel(false);
        link.close(); // and what is unconfirmed is known to be lost
        queue.forEach(parcel -> parcel.settle(ended()));
        Outlet last = outlet;
        if (last != null) {
            lost(last);
        }
    }
}
