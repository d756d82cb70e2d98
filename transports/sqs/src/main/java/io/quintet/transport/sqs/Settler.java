package io.quintet.transport.sqs;

import io.quintet.QuintetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * Says to SQS what becomes of the messages of one queue that were received: deletes them, holds them, puts them back; ten at a time. A batch
 * of deletions that is not full waits for the one that is under way, and has what is settled meanwhile.
 */
final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private static final int MOST_SIDE_BY_SIDE = 4;
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(500);
    private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(5);

    private final Api api;
    private final String queue;
    private final Duration visibility;
    private final Consumer<Held> lost;
    private final ArrayDeque<Claim> waiting = new ArrayDeque<>();
    private int running;

    /** {@code lost} hears of what is another member's, or may be. */
    Settler(Api api, String queue, Duration visibility, Consumer<Held> lost) {
        this.api = api;
        this.queue = queue;
        this.visibility = visibility;
        this.lost = lost;
    }

    /** A message, and what holds it. */
    record Claim(Held held, Arrived message) {}

    // Deleting.

    void delete(Held held, Arrived message) {
        synchronized (waiting) {
            waiting.add(new Claim(held, message));
            if (running == 0 || (running < MOST_SIDE_BY_SIDE && waiting.size() >= Api.MOST_ENTRIES)) {
                running++;
                Thread.ofVirtual().name("quintet-sqs-settle-" + queue).start(this::run);
            }
        }
    }

    private void run() {
        for (List<Claim> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                deleted(batch);
            } catch (QuintetException e) {
                again(batch, e);
            } catch (RuntimeException e) { // a bug, which must not end the settling
                LOG.error("{}: cannot delete {} settled messages", queue, batch.size(), e);
                again(batch, null);
            }
        }
    }

    private List<Claim> next() {
        synchronized (waiting) {
            List<Claim> batch = new ArrayList<>(Api.MOST_ENTRIES);
            while (!waiting.isEmpty() && batch.size() < Api.MOST_ENTRIES) {
                batch.add(waiting.removeFirst());
            }
            if (batch.isEmpty()) {
                running--;
                waiting.notifyAll();
            }
            return batch;
        }
    }

    private void deleted(List<Claim> batch) {
        List<Claim> left = new ArrayList<>();
        for (BatchResultErrorEntry entry : api.delete(queue, receipts(batch))) {
            Claim claim = batch.get(Integer.parseInt(entry.id()));
            QuintetException failure = api.refused(queue, entry);
            if (SqsErrors.lost(failure)) {
                LOG.debug(
                        "{}: message {} comes again: {}", queue, claim.message().id(), failure.getMessage());
                lost.accept(claim.held());
            } else {
                left.add(claim);
            }
        }
        if (!left.isEmpty()) {
            again(left, null);
        }
    }

    /** Tries again as long as the receipts may count; a message that is not deleted by then comes again. */
    private void again(List<Claim> batch, @Nullable QuintetException failure) {
        if (failure != null && SqsErrors.lost(failure)) {
            batch.forEach(claim -> lost.accept(claim.held()));
            return;
        }
        List<Claim> worthIt =
                batch.stream().filter(claim -> !claim.held().within(0)).toList();
        synchronized (waiting) {
            worthIt.reversed().forEach(waiting::addFirst);
        }
        if (worthIt.size() < batch.size()) {
            LOG.warn("{}: {} settled messages come again", queue, batch.size() - worthIt.size(), failure);
        }
        pause();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all is deleted that was settled, at most so long. */
    void flush(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (waiting) {
            try {
                for (long left = patience.toNanos(); running > 0 && left > 0; left = deadline - System.nanoTime()) {
                    waiting.wait(1 + left / 1_000_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // Holding and putting back.

    /** Keeps at most ten messages for another time; what holds those that were lost, of which the member hears. Fails where SQS does not answer. */
    Set<Held> extend(List<Claim> claims) {
        Set<Held> gone = new HashSet<>();
        for (BatchResultErrorEntry entry : api.visible(queue, receipts(claims), visibility, patience())) {
            Claim claim = claims.get(Integer.parseInt(entry.id()));
            boolean settledMeanwhile = !claim.held().has(claim.message());
            if (!settledMeanwhile && SqsErrors.lost(api.refused(queue, entry))) {
                gone.add(claim.held());
            }
        }
        gone.forEach(lost);
        return gone;
    }

    /** For one question about holding: there is to be time for a second one before what is held is another's. */
    private Duration patience() {
        Duration share = visibility.dividedBy(12);
        return share.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : share;
    }

    /**
     * Puts messages back, so that whoever asks next gets them; where SQS does not answer all the rest comes back by itself, later, for nobody
     * is to wait for an answer to each.
     */
    void release(List<Arrived> messages) {
        for (int from = 0; from < messages.size(); from += Api.MOST_ENTRIES) {
            List<String> receipts = messages.subList(from, Math.min(messages.size(), from + Api.MOST_ENTRIES)).stream()
                    .map(Arrived::receipt)
                    .toList();
            try {
                for (BatchResultErrorEntry entry : api.visible(queue, receipts, Duration.ZERO, RELEASE_PATIENCE)) {
                    LOG.debug("{}: {}", queue, api.refused(queue, entry).getMessage());
                }
            } catch (QuintetException e) {
                int rest = messages.size() - from;
                LOG.warn("{}: {} messages come back after {}: {}", queue, rest, visibility, e.getMessage());
                return;
            }
        }
    }

    private static List<String> receipts(List<Claim> claims) {
        return claims.stream().map(claim -> claim.message().receipt()).toList();
    }

    /** How many deletions have not been asked for. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }
}
