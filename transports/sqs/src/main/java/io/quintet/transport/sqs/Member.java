package io.quintet.transport.sqs;

import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of this process: hands out what it asks for, within the credit, and holds what is not settled.
 *
 * <p>A question that is under way when the subscription ends is waited for when the transport closes, and what it brings is put back: SQS
 * would hand out messages to a connection that is gone.
 */
final class Member implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final int MOST_DELETIONS = 200;
    private static final long HOLD_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Channel channel;
    private final String group;
    private final int credit;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;
    private final SqsSettings settings;
    private final DeadLetterWriter letters;
    private final String queue;
    private final Settler settler;
    private final Tried tried;
    private final Questions questions;

    private final Set<Held> all = ConcurrentHashMap.newKeySet();
    private final Object progress = new Object();
    private final AtomicBoolean left = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean ending;

    Member(
            Channel channel,
            String group,
            int credit,
            Consumer<Delivery> consumer,
            ServiceContext context,
            SqsSettings settings,
            Api api,
            Topology topology,
            Names names,
            Sender sender,
            DeadLetterWriter letters) {
        this.channel = channel;
        this.group = group;
        this.credit = Math.min(credit, settings.inFlight());
        this.consumer = consumer;
        this.context = context;
        this.settings = settings;
        this.letters = letters;
        queue = topology.open(channel, group);
        settler = new Settler(api, queue, settings.visibility(), this::lose);
        tried = new Tried(api, topology, sender, names.attempts(queue));
        questions =
                new Questions(queue, api, settings, this::room, this::handOut, () -> topology.forget(channel.name()));
        questions.start();
        Thread.ofVirtual().name("quintet-sqs-hold-" + queue).start(this::hold);
    }

    String group() {
        return group;
    }

    Settler settler() {
        return settler;
    }

    void bury(Message message, Attempts attempts, Throwable cause) {
        letters.write(channel.name(), group, message, attempts, cause);
    }

    // Handing out.

    /** How many more it may have. */
    private int room() {
        return settler.waiting() < MOST_DELETIONS
                ? credit - all.stream().mapToInt(Held::size).sum()
                : 0;
    }

    private void handOut(List<Arrived> received) {
        if (ending) { // before it learns what is told to the next one
            settler.release(received.reversed());
            return;
        }
        long until = until();
        Map<String, List<Arrived>> byGroup = new LinkedHashMap<>();
        for (Arrived arrived : withAttempts(received)) {
            byGroup.computeIfAbsent(arrived.group(), unused -> new ArrayList<>())
                    .add(arrived);
        }
        List<Held> fresh = byGroup.values().stream()
                .map(messages -> new Held(this, messages, until, consumer, context))
                .toList();
        boolean taken;
        synchronized (progress) {
            taken = !ending && all.addAll(fresh);
        }
        if (!taken) {
            giveBack(fresh);
            return;
        }
        for (Held held : fresh) {
            try {
                held.offer();
            } catch (RuntimeException e) {
                LOG.error("{}: the consumer failed to take a message, and all of its group go back", queue, e);
                lose(held);
                settler.release(held.backwards());
            }
        }
    }

    /** A message that was with somebody before may have failed there. */
    private List<Arrived> withAttempts(List<Arrived> received) {
        Set<String> again = received.stream()
                .filter(arrived -> arrived.attempt() > 1)
                .map(Arrived::id)
                .collect(Collectors.toSet());
        if (again.isEmpty()) {
            return received;
        }
        Map<String, Attempts> known = tried.ask(again);
        return received.stream()
                .map(arrived -> {
                    Attempts failed = known.get(arrived.id());
                    return failed == null ? arrived : arrived.failed(failed);
                })
                .toList();
    }

    /** When what is received or held now may be another's, seen from here: a tenth before SQS thinks so. */
    private long until() {
        return System.nanoTime() + settings.visibility().toNanos() * 9 / 10;
    }

    void progressed(Held held) {
        if (held.size() == 0) {
            all.remove(held);
        }
        synchronized (progress) {
            progress.notifyAll();
        }
        questions.progressed();
    }

    // Holding.

    /** Also while it drains. */
    private void hold() {
        try {
            long pause = settings.visibility().toNanos() / 6;
            while (!over.await(pause, TimeUnit.NANOSECONDS)) {
                pause = holdAll() ? settings.visibility().toNanos() / 6 : HOLD_AGAIN_NANOS;
            }
        } catch (InterruptedException e) {
            LOG.warn("{}: interrupted, holds nothing more", queue);
        }
    }

    /** What has not been handled for a while: most is before it would have to be held. Whether SQS has answered. */
    private boolean holdAll() {
        List<Held> due = all.stream().filter(held -> held.within(half())).toList();
        List<Held> some = new ArrayList<>();
        List<Settler.Claim> claims = new ArrayList<>();
        boolean answered = true;
        for (Held held : due) {
            List<Settler.Claim> more = held.claims();
            if (claims.size() + more.size() > Api.MOST_ENTRIES) {
                answered &= hold(some, claims);
                some = new ArrayList<>();
                claims = new ArrayList<>();
            }
            some.add(held);
            claims.addAll(more);
        }
        answered &= hold(some, claims);
        return answered;
    }

    /** Holds one at once; whether SQS says that it is still this member's. */
    boolean hold(Held held) {
        List<Settler.Claim> claims = held.claims();
        try {
            return !claims.isEmpty() && extend(List.of(held), claims);
        } catch (QuintetException e) {
            LOG.debug("{}: not known whether a message is still this member's: {}", queue, e.getMessage());
            return false;
        }
    }

    private boolean hold(List<Held> some, List<Settler.Claim> claims) {
        all.stream().filter(held -> held.within(0)).forEach(this::lose);
        if (claims.isEmpty()) {
            return true;
        }
        try {
            boolean unused = extend(some, claims);
            return true;
        } catch (QuintetException e) {
            LOG.debug("{}: holds on as long as it may: {}", queue, e.getMessage());
        } catch (RuntimeException e) { // a bug, which must not cost the next time as well
            LOG.error("{}: cannot hold {} messages", queue, claims.size(), e);
        }
        return false;
    }

    /** Asks SQS for another time; whether all are still this member's. */
    private boolean extend(List<Held> some, List<Settler.Claim> claims) {
        long until = until();
        Set<Held> gone = settler.extend(claims);
        some.stream().filter(held -> !gone.contains(held)).forEach(held -> held.extended(until));
        return gone.isEmpty();
    }

    /** From when on what is held is held for another time, in nanoseconds before it may be lost. */
    long half() {
        return settings.visibility().toNanos() / 2;
    }

    /** It is, or may be, another member's: settling does nothing any more. */
    private void lose(Held held) {
        held.dispatch().revoke();
        all.remove(held);
        synchronized (progress) {
            progress.notifyAll();
        }
        questions.progressed();
    }

    // Ending.

    @Override
    public void drain(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        end();
        all.forEach(held -> held.dispatch().stop());
        try {
            synchronized (progress) {
                while (all.stream().anyMatch(held -> held.dispatch().delivered() > 0) && !deadline.expired()) {
                    progress.wait(Math.max(1, Math.min(100, deadline.remainingNanos() / 1_000_000)));
                }
            }
            boolean asked = questions.awaitEnd(Duration.ofNanos(deadline.remainingNanos()));
            LOG.debug("{}: drained{}", queue, asked ? "" : ", and a question is under way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave();
    }

    @Override
    public void close() {
        end();
        leave();
    }

    private void end() {
        synchronized (progress) {
            ending = true;
            progress.notifyAll();
        }
        questions.end();
    }

    private void leave() {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        Set<Held> rest = new HashSet<>(all);
        rest.forEach(held -> held.dispatch().revoke());
        settler.flush(FLUSH);
        giveBack(rest);
        all.clear();
        over.countDown();
    }

    /** Tells of what has failed, and then lets others have all. */
    private void giveBack(Collection<Held> rest) {
        Map<String, Attempts> failed = new HashMap<>();
        rest.forEach(held -> failed.putAll(held.failed()));
        tried.tell(failed);
        settler.release(rest.stream().flatMap(held -> held.backwards().stream()).toList());
    }

    /** Waits until what was asked for is there, and put back; no longer than a question may take. */
    void awaitEnd() {
        try {
            if (!questions.awaitEnd(settings.poll().plus(FLUSH))) {
                LOG.warn("{}: a question is still under way", queue);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean ended() {
        return questions.ended() && left.get();
    }
}
