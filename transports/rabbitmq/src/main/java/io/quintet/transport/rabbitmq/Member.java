package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import io.quintet.log.LeastBusy;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import io.quintet.transport.rabbitmq.OwnedShard.Arrived;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of this process: a place at the queue of each shard, and a thread that hands out what comes. Places that are lost are taken
 * anew; a member that has more shards than its share leaves some to the others.
 */
final class Member implements Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    private static final int WINDOW_PER_CREDIT = 4;
    private static final int KEPT_PER_EXPIRY = 4;
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);
    private static final Duration FLUSH = Duration.ofSeconds(2);
    private static final long CARE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final io.quintet.message.Channel channel;
    private final String group;
    private final int credit;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;
    private final RabbitSettings settings;
    private final Names names;
    private final Link link;
    private final Publisher publisher;
    private final DeadLetterWriter letters;
    private final Topology topology;
    private final Thread thread;

    private final BlockingQueue<Wake> inbox = new LinkedBlockingQueue<>();
    private final Map<Integer, OwnedShard> shards = new ConcurrentHashMap<>();
    private final Object progress = new Object();
    private List<String> queues;
    private @Nullable Releaser releaser;
    private @Nullable Presence presence;
    private long careAt;
    private long balanceAt;
    private final long keepNanos;
    private long keepAt;
    private boolean complained;
    private int turn;
    private volatile boolean starved;
    private volatile boolean ending;
    private volatile boolean draining;
    private volatile long drainedBy;
    private volatile boolean leaving;

    Member(
            io.quintet.message.Channel channel,
            String group,
            int credit,
            Consumer<Delivery> consumer,
            ServiceContext context,
            RabbitSettings settings,
            Names names,
            Link link,
            Topology topology,
            Publisher publisher,
            DeadLetterWriter letters) {
        this.topology = topology;
        this.queues = topology.open(channel, group);
        this.name = channel.name() + ", group " + group;
        this.channel = channel;
        this.group = group;
        this.credit = credit;
        this.consumer = consumer;
        this.context = context;
        this.settings = settings;
        this.names = names;
        this.link = link;
        this.publisher = publisher;
        this.letters = letters;
        try {
            takePlaces(); // so that whoever subscribes before another has the shards before that one
        } catch (QuintetException e) {
            LOG.warn("{}: tries again: {}", name, e.getMessage());
            complained = true;
        }
        careAt = System.nanoTime() + CARE_NANOS;
        balanceAt = System.nanoTime() + settings.rebalance().toNanos();
        keepNanos = settings.expire().isZero()
                ? Long.MAX_VALUE / 2
                : settings.expire().dividedBy(KEPT_PER_EXPIRY).toNanos();
        keepAt = System.nanoTime() + keepNanos;
        thread = Thread.ofPlatform()
                .daemon()
                .name("quintet-rabbitmq-" + channel.name())
                .start(this::run);
    }

    /** Something for the member's thread; without a delivery there is just something to look at. */
    private record Wake(@Nullable Arrived arrived) {
        static final Wake UP = new Wake(null);
    }

    String group() {
        return group;
    }

    @Override
    public boolean ended() {
        return !thread.isAlive();
    }

    void arrived(Arrived arrived) {
        inbox.add(new Wake(arrived)); // bounded by what RabbitMQ hands out before it is acknowledged
    }

    void wake() {
        inbox.add(Wake.UP);
    }

    private void run() {
        try {
            while (!leaving) {
                turn();
            }
        } catch (InterruptedException e) {
            LOG.warn("{}: interrupted, leaves", name);
        } finally {
            leave();
        }
    }

    private void turn() throws InterruptedException {
        long now = System.nanoTime();
        Wake wake = inbox.poll(Math.max(0, careAt - now), TimeUnit.NANOSECONDS);
        while (wake != null) {
            if (wake.arrived() != null) {
                wake.arrived().shard().fetched(wake.arrived());
            }
            wake = inbox.poll();
        }
        boolean well = done(this::deliver);
        if (System.nanoTime() - careAt >= 0) {
            careAt = System.nanoTime() + CARE_NANOS;
            if (done(this::care) && well) {
                complained = false;
            }
        }
    }

    /** Whether it was; a member goes on whatever fails, and does it again. */
    private boolean done(Runnable part) {
        try {
            part.run();
            return true;
        } catch (QuintetException e) {
            if (!complained) { // once an outage
                LOG.warn("{}: tries again: {}", name, e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            if (!complained) {
                LOG.error("{}: tries again", name, e);
            }
        }
        complained = true;
        return false;
    }

    // Handing out.

    /** Hands out what there is, within the credit. */
    private void deliver() {
        int room = room();
        List<OwnedShard> all = new ArrayList<>(shards.values());
        Collections.rotate(all, turn++);
        for (OwnedShard shard : all) {
            while (room > 0 && !ending && shard.waiting() && !shard.dispatch().full(WINDOW_PER_CREDIT * credit)) {
                offer(shard);
                room = room > 1 ? room - 1 : room();
            }
        }
        starved = room <= 0;
        if (starved && room() > 0) {
            wake(); // settled in between, when nobody saw that it was starved
        }
    }

    private int room() {
        int unsettled = 0;
        for (OwnedShard shard : shards.values()) {
            unsettled += shard.dispatch().unsettled();
        }
        return credit - unsettled;
    }

    private void offer(OwnedShard shard) {
        try {
            shard.takeOver();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: takes its place at shard {} anew: {}", name, shard.number(), e.toString());
            shard.revoke();
            keepAt = System.nanoTime(); // what it was to take over may be gone
            return;
        }
        shard.offer();
    }

    void bury(String queue, Message message, Attempts attempts, Throwable cause) {
        letters.write(new DeadLetterWriter.Place(group, channel, queue), message, attempts, cause);
    }

    void progressed(boolean reopened) {
        synchronized (progress) {
            progress.notifyAll();
        }
        if (reopened) {
            wake();
        }
        if (starved && room() >= Math.max(1, credit / 8)) {
            starved = false;
            wake();
        }
    }

    // Places.

    private void care() {
        if (draining) {
            withdraw();
        }
        for (OwnedShard shard : List.copyOf(shards.values())) {
            if (shard.releasable()) {
                shard.leave(FLUSH);
                shards.remove(shard.number(), shard);
            } else if (shard.revoked()) {
                Link.close(shard.getChannel());
                shards.remove(shard.number(), shard);
            } else {
                shard.tidy();
            }
        }
        if (ending) {
            return;
        }
        if (System.nanoTime() - keepAt >= 0) {
            keepAt = System.nanoTime() + keepNanos;
            topology.keep(channel, queues);
        }
        takePlaces();
        if (System.nanoTime() - balanceAt >= 0) {
            balanceAt = System.nanoTime() + settings.rebalance().toNanos();
            balance();
        }
    }

    private void takePlaces() {
        try {
            takeEach();
        } catch (QuintetException e) {
            if (e.code() == Code.NOT_FOUND) { // it has expired while this was cut off, or somebody has removed it
                topology.lost(channel.name());
                queues = topology.open(channel, group);
            }
            throw e;
        }
    }

    /** One that cannot be taken keeps none of the others from being taken. */
    private void takeEach() {
        @Nullable QuintetException failure = null;
        for (int number = 0; number < queues.size(); number++) {
            if (!shards.containsKey(number)) {
                try {
                    takePlace(number, queues.get(number));
                } catch (QuintetException e) {
                    failure = failure == null || e.code() == Code.NOT_FOUND ? e : failure;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        takePart();
    }

    private void takePart() {
        Releaser open = releaser;
        if (open == null || open.ended()) {
            Link.close(open == null ? null : open.getChannel());
            releaser = new Releaser(names, channel, link, publisher, context.clock(), Releaser.MOST_BYTES);
        }
        Presence there = presence;
        if (there == null || there.ended()) {
            presence = new Presence(link, names.members(queues.getFirst()));
        }
    }

    private void takePlace(int number, String queue) {
        Channel amqp = link.channel();
        Register register = new Register(names.state(queue), publisher);
        OwnedShard shard = new OwnedShard(this, number, queue, amqp, register, settings.prefetch(), consumer, context);
        shards.put(number, shard);
        try {
            amqp.basicQos(settings.prefetch());
            amqp.basicConsume(queue, false, shard);
        } catch (IOException | RuntimeException e) {
            shards.remove(number, shard);
            shard.revoke();
            Link.close(amqp);
            throw RabbitErrors.of(e, "queue " + queue, true);
        }
    }

    /** Leaves shards that it has beyond its share to those who wait at their queues; those first that are the least busy. */
    private void balance() {
        List<OwnedShard> owned = shards.values().stream()
                .filter(shard -> shard.owner() && !shard.releasing())
                .toList();
        Presence there = presence;
        if (there == null || owned.size() < 2) {
            return;
        }
        int beyond = owned.size() - Math.ceilDiv(queues.size(), there.members());
        long by = System.nanoTime() + settings.handover().toNanos();
        LeastBusy.of(owned, beyond, OwnedShard::dispatch).forEach(shard -> shard.release(by));
    }

    // Ending.

    private void leave() {
        if (releaser != null) {
            releaser.close();
        }
        Deadline flushed = Deadline.in(FLUSH);
        shards.values().forEach(OwnedShard::giveBack);
        for (OwnedShard shard : List.copyOf(shards.values())) {
            shard.leave(flushed.remaining());
            shards.remove(shard.number(), shard);
        }
        if (presence != null) {
            presence.close();
        }
    }

    /** What it does not handle others can have at once, and they do not reckon with this one any more. */
    private void withdraw() {
        if (presence != null) {
            presence.close();
        }
        shards.values().stream().filter(shard -> !shard.releasing()).forEach(shard -> shard.release(drainedBy));
        if (releaser != null) {
            releaser.close();
        }
    }

    private static boolean busy(Collection<OwnedShard> shards) {
        return shards.stream().anyMatch(shard -> shard.dispatch().delivered() > 0);
    }

    @Override
    public void drain(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        ending = true;
        shards.values().forEach(shard -> shard.dispatch().stop());
        drainedBy = System.nanoTime() + deadline.remainingNanos();
        draining = true;
        try {
            synchronized (progress) {
                while (busy(shards.values()) && !deadline.expired()) {
                    progress.wait(Math.max(1, Math.min(100, deadline.remainingNanos() / 1_000_000)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    @Override
    public void close() {
        ending = true;
        shards.values().forEach(OwnedShard::giveBack);
        end();
    }

    private void end() {
        leaving = true;
        wake();
        try {
            if (!Thread.currentThread().equals(thread) && !thread.join(END_PATIENCE.multipliedBy(3))) {
                LOG.warn("{}: its thread still runs", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
