package io.quintet.transport.sqs;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one queue for messages as long as there is room for some. SQS answers with ten at most, however long the way to it is: so as long as
 * answers are full more questions are asked side by side, and a single one waits where there is nothing.
 */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private static final int MOST_SIDE_BY_SIDE = 4;
    private static final long PAUSE_MILLIS = 200;

    private final String queue;
    private final Api api;
    private final SqsSettings settings;
    private final IntSupplier room;
    private final Consumer<List<Arrived>> handOut;
    private final Runnable absent;
    private final CountDownLatch over = new CountDownLatch(1);

    private int threads;

    /** How many messages the questions that are under way may bring. */
    private int asked;

    private boolean ending;
    private volatile boolean complained;

    /**
     * {@code room} is how many more messages there may be, not counting those that are asked for; {@code handOut} gets what comes, and
     * {@code absent} hears that there is no queue.
     */
    Questions(
            String queue,
            Api api,
            SqsSettings settings,
            IntSupplier room,
            Consumer<List<Arrived>> handOut,
            Runnable absent) {
        this.queue = queue;
        this.api = api;
        this.settings = settings;
        this.room = room;
        this.handOut = handOut;
        this.absent = absent;
    }

    synchronized void start() {
        threads++;
        Thread.ofVirtual().name("quintet-sqs-" + queue).start(this::run);
    }

    private void run() {
        try {
            boolean needed = true;
            while (needed) {
                int most = room();
                if (most == 0) {
                    left();
                    return;
                }
                needed = answered(most, received(most));
            }
        } catch (InterruptedException e) {
            LOG.warn("{}: interrupted, asks no more", queue);
            end();
            left();
        }
    }

    /** For how many there is room, once there is some; 0 when nothing more is to be asked for. */
    private synchronized int room() throws InterruptedException {
        while (!ending) {
            int most = Math.min(Api.MOST_ENTRIES, room.getAsInt() - asked);
            if (most > 0) {
                asked += most;
                return most;
            }
            wait(PAUSE_MILLIS);
        }
        return 0;
    }

    private int received(int most) throws InterruptedException {
        try {
            List<Arrived> received = api.receive(queue, most, settings.visibility(), settings.poll()).stream()
                    .map(Arrived::of)
                    .toList();
            handOut.accept(received);
            complained = false;
            if (received.isEmpty() && settings.poll().toSeconds() == 0) {
                pause(settings.poll().toMillis());
            }
            return received.size();
        } catch (QuintetException e) {
            complain(e);
        } catch (RuntimeException e) { // a bug, which must not end the subscription
            LOG.error("{}: cannot hand out what was received", queue, e);
        }
        pause(PAUSE_MILLIS);
        return 0;
    }

    private void complain(QuintetException e) {
        if (e.code() == Code.NOT_FOUND) {
            absent.run();
        }
        if (!complained) { // once an outage
            complained = true;
            LOG.warn("{}: tries again: {}", queue, e.getMessage());
        }
    }

    /** So long, or until the end. */
    private synchronized void pause(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); !ending && left > 0; left = until - System.nanoTime()) {
            wait(1 + left / 1_000_000);
        }
    }

    /** Whether who has asked is to ask again; where much was there, others beside it. */
    private synchronized boolean answered(int most, int received) {
        asked -= most;
        notifyAll();
        boolean full = received == Api.MOST_ENTRIES;
        if (full && threads < MOST_SIDE_BY_SIDE && !ending) {
            start();
        }
        if (!full && threads > 1) {
            threads--;
            return false;
        }
        return true;
    }

    /** There may be more room. */
    synchronized void progressed() {
        notifyAll();
    }

    /** Asks no more; what is under way still brings messages. */
    synchronized void end() {
        ending = true;
        notifyAll();
    }

    private synchronized void left() {
        if (--threads == 0) {
            over.countDown();
        }
    }

    /** Waits until nothing is under way, at most so long; whether nothing is. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return over.await(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    }

    boolean ended() {
        return over.getCount() == 0;
    }
}
