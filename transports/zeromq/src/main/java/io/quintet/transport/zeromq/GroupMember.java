package io.quintet.transport.zeromq;

import io.quintet.Deadline;
import io.quintet.spi.Delivery;
import io.quintet.spi.Registry;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a group: keeps what was received, and hands it to the consumer, of each key one at a time and in order, as far as the
 * credit goes. For the reactor's thread, but for what {@link Subscription} and deliveries offer.
 */
final class GroupMember implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Reactor reactor;
    private final Members members;
    private final String channel;
    private final String group;
    private final String id;
    private final int credit;
    private final Consumer<Delivery> consumer;
    private final ScheduledExecutorService scheduler;
    private final Set<Intake> intakes = new HashSet<>();
    /** Of each key of which there is any, the one that came last. */
    private final Map<String, Held> lanes = new HashMap<>();

    private final ArrayDeque<Held> ready = new ArrayDeque<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private int delivered;
    private boolean handingOut;
    private State state = State.OPEN;
    private volatile Registry.@Nullable Registration registration;

    private enum State {
        OPEN,
        DRAINING,
        CLOSED
    }

    GroupMember(
            Reactor reactor,
            Members members,
            String channel,
            String group,
            String id,
            int credit,
            Consumer<Delivery> consumer,
            ScheduledExecutorService scheduler) {
        this.reactor = reactor;
        this.members = members;
        this.channel = channel;
        this.group = group;
        this.id = id;
        this.credit = credit;
        this.consumer = consumer;
        this.scheduler = scheduler;
    }

    void registered(Registry.Registration entry) {
        registration = entry;
    }

    /** Whether a sender means this one; without an id any member will do. */
    boolean is(String wantedChannel, String wantedGroup, String wanted) {
        return channel.equals(wantedChannel) && group.equals(wantedGroup) && (wanted.isEmpty() || id.equals(wanted));
    }

    boolean open() {
        return state == State.OPEN;
    }

    void joined(Intake intake) {
        intakes.add(intake);
    }

    void left(Intake intake) {
        intakes.remove(intake);
    }

    // Handing out.

    /** What came together, the first first. */
    void take(List<Held> all) {
        all.forEach(this::line);
        handOut();
    }

    private void line(Held held) {
        String replayFor = held.message().replayFor();
        if (replayFor != null && !replayFor.equals(group)) {
            held.settled();
            return;
        }
        String key = held.key();
        Held before = key == null ? null : lanes.put(key, held);
        if (before == null) {
            ready.add(held);
        } else {
            before.behind(held);
        }
    }

    /** A consumer may settle at once, and so come here again: what that makes ready is handed out when it has returned. */
    private void handOut() {
        if (!handingOut) {
            handingOut = true;
            try {
                handOutReady();
            } finally {
                handingOut = false;
            }
        }
    }

    private void handOutReady() {
        // what comes when all that was taken is settled goes back: its settlement would come too late
        while (state != State.CLOSED && !idle.isDone() && delivered < credit && !ready.isEmpty()) {
            Held held = ready.remove();
            if (held.intake().revoked()) {
                next(held); // another member has it by now, or it comes again
                continue;
            }
            delivered++;
            Delivery delivery = held.handOut();
            try {
                consumer.accept(delivery);
            } catch (RuntimeException e) {
                LOG.error("{}, group {}: the consumer failed, and gets {} again", channel, group, held.message(), e);
                delivery.retry(AFTER_FAILURE, e);
            }
        }
        if (state == State.DRAINING && delivered == 0 && ready.isEmpty()) {
            idle.complete(null);
        }
    }

    /** The next of its key may come now. */
    private void next(Held held) {
        Held behind = held.behind();
        String key = held.key();
        if (behind != null) {
            ready.add(behind);
            held.behind(null); // who keeps a delivery does not keep those after it
        } else if (key != null) {
            lanes.remove(key, held);
        }
    }

    // What deliveries ask for.

    /** From any thread. */
    void settle(Runnable settlement) {
        if (!reactor.here()) {
            boolean unused = reactor.execute(() -> settle(settlement));
        } else if (state != State.CLOSED) {
            settlement.run();
        }
    }

    void done(Held held) {
        delivered--;
        held.settled();
        next(held);
        handOut();
    }

    void givenUp(Held held, Throwable cause) {
        LOG.error(
                "{}, group {}: {} is given up, and kept nowhere (expected: a handler that can handle it, or a"
                        + " transport that keeps dead letters)",
                channel,
                group,
                held.message(),
                cause);
        done(held);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // redelivery throws nothing that anybody could use
    void again(Held held, Duration after) {
        delivered--;
        scheduler.schedule(
                () -> settle(() -> {
                    ready.add(held);
                    handOut();
                }),
                after.toNanos(),
                TimeUnit.NANOSECONDS);
        handOut();
    }

    // What subscribers ask for.

    @Override
    public void drain(Duration patience) {
        Deadline until = Deadline.in(patience);
        strike();
        boolean open = reactor.execute(() -> {
            if (state == State.OPEN) {
                state = State.DRAINING;
                List.copyOf(intakes).forEach(Intake::leaving); // one whose peer is gone goes meanwhile
            }
            handOut();
        });
        if (open) {
            await(until.remaining());
            close();
        }
    }

    private void await(Duration patience) {
        try {
            idle.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("{}, group {}: not all that was taken is settled", channel, group, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void strike() {
        Registry.Registration entry = registration;
        if (entry != null) {
            entry.close();
        }
    }

    @Override
    public void close() {
        strike();
        reactor.complete(this::end);
    }

    /** Gives back what is not settled. */
    void end() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            members.remove(this);
            List.copyOf(intakes).forEach(Intake::giveBack);
            intakes.clear();
            lanes.clear();
            ready.clear();
            idle.complete(null);
        }
    }
}
