package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The receiving side of a process: its members, the thread that reads for them, and the one that keeps their leases. */
final class GroupSide implements AutoCloseable {
    /** For a reader that nobody reads with; the first member wakes it. */
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SERVER_FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long CROSS_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final MessageSource source;
    private final ChannelCatalog catalog;
    private final GroupStore store;
    private final Ownership ownership;
    private final DeadLetterTable deadLetters;
    private final ServiceContext context;
    private final SqlSettings settings;

    private final long flushNanos;
    private final List<GroupMember> members = new CopyOnWriteArrayList<>();
    private final Worker reader;
    private final Worker keeper;

    /** Where there is a network between this process and the leases. */
    private final @Nullable ScheduledFuture<?> watch;

    private long lastTraffic = System.nanoTime();
    private volatile boolean unflushed;
    private long lastFlush = System.nanoTime();
    private long lastHeartbeat = System.nanoTime();
    private long lastCrossing = System.nanoTime();

    GroupSide(
            MessageSource source,
            ChannelCatalog catalog,
            GroupStore store,
            Ownership ownership,
            DeadLetterTable deadLetters,
            ServiceContext context,
            SqlSettings settings) {
        this.source = source;
        this.catalog = catalog;
        this.store = store;
        this.ownership = ownership;
        this.deadLetters = deadLetters;
        this.context = context;
        this.settings = settings;
        this.flushNanos = onServer() ? SERVER_FLUSH_NANOS : FLUSH_NANOS;
        this.reader = Worker.start("quintet-sql-reader", this::read);
        this.keeper = Worker.start("quintet-sql-keeper", this::keep);
        this.watch = onServer() ? watch() : null;
    }

    /** Ends what nothing renews before its lease is over, and not up to a look later: others may begin that very moment. */
    private ScheduledFuture<?> watch() {
        long nanos = settings.heartbeat().toNanos() / 2;
        Duration atMost = settings.lease().minusNanos(nanos);
        return context.scheduler()
                .scheduleAtFixedRate(
                        () -> members.forEach(member -> member.checkLease(atMost)), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    GroupMember subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        GroupMember member = new GroupMember(this, channel, group, credit, consumer, context);
        members.add(member);
        try {
            member.keep();
            return member;
        } catch (RuntimeException e) {
            member.close();
            throw e;
        }
    }

    void forget(GroupMember member) {
        members.remove(member);
    }

    /** The channel as it is now: it may have been removed and made anew. */
    ChannelLog resolve(Channel channel) {
        return catalog.reopen(channel);
    }

    /** Whether the groups are on a server, and not in a file. */
    boolean onServer() {
        return settings.server().isPresent();
    }

    GroupStore store() {
        return store;
    }

    Ownership ownership() {
        return ownership;
    }

    DeadLetterTable deadLetters() {
        return deadLetters;
    }

    Membership join(ChannelLog channel, String group) {
        return store.join(channel, group, context.instance(), settings.lease());
    }

    Share renew(Membership member, @Nullable Boundary at, Map<Integer, Long> held, boolean leaving) {
        return store.renew(member, at, held, leaving, settings.lease());
    }

    Duration handover() {
        return settings.handover();
    }

    void wakeReader() {
        if (!members.isEmpty()) {
            reader.wake();
        }
    }

    void wakeKeeper() {
        if (!unflushed) {
            unflushed = true;
            keeper.wake();
        }
    }

    private long read() {
        Set<Long> watched = watched();
        source.news(watched, channel -> {
            for (GroupMember member : members) {
                if (member.log().id() == channel) {
                    member.wake();
                    lastTraffic = System.nanoTime();
                }
            }
        });
        if (anyMember(member -> member.deliver(source))) {
            return 0;
        }
        return watched.isEmpty() ? IDLE_NANOS : source.pollNanos(System.nanoTime() - lastTraffic);
    }

    private Set<Long> watched() {
        return members.stream().map(member -> member.log().id()).collect(Collectors.toSet());
    }

    private long keep() {
        long now = System.nanoTime();
        boolean heartbeat = now - lastHeartbeat >= settings.heartbeat().toNanos();
        boolean flush = unflushed && now - lastFlush >= flushNanos;
        if (flush || heartbeat) {
            lastFlush = now;
            unflushed = false;
            anyMember(member -> member.flush(heartbeat));
        }
        if (heartbeat) {
            lastHeartbeat = now;
            anyMember(GroupMember::keep);
        }
        boolean releasing = anyMember(GroupMember::releaseStopped); // after what says which are to be stopped
        boolean crossing = anyMember(GroupMember::crossing);
        if (crossing && !heartbeat && now - lastCrossing >= CROSS_NANOS) {
            lastCrossing = now;
            anyMember(GroupMember::cross);
        }
        return unflushed || releasing || crossing
                ? flushNanos
                : settings.heartbeat().toNanos() - (System.nanoTime() - lastHeartbeat);
    }

    /** Whether it is so for at least one member, all being asked; the failure of one does not keep the others from their turn. */
    private boolean anyMember(Predicate<GroupMember> action) {
        boolean any = false;
        @Nullable RuntimeException failure = null;
        for (GroupMember member : members) {
            try {
                any |= action.test(member);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return any;
    }

    /** Ends all subscriptions at once. */
    @Override
    public void close() {
        if (watch != null) {
            watch.cancel(false);
        }
        members.forEach(GroupMember::close);
        reader.close();
        keeper.close();
    }

    /** After all threads that use them have ended. */
    void closeFiles() {
        source.close();
        store.close();
        ownership.close();
        deadLetters.close();
    }
}
