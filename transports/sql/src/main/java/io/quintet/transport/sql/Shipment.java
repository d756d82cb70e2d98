package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is on its way from the outbox to one destination, and when to try again after a failure. For one thread. */
final class Shipment {
    private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Outbox.Destination destination;
    private List<Outbox.Row> rows = List.of();
    private @Nullable CompletableFuture<List<Receipt>> underWay;
    private @Nullable Thread sender;
    private long startedAt;
    private int failures;
    private long notBefore;

    Shipment(Outbox.Destination destination) {
        this.destination = destination;
    }

    Outbox.Destination destination() {
        return destination;
    }

    boolean mayStart() {
        return underWay == null && (failures == 0 || System.nanoTime() - notBefore >= 0);
    }

    /** Whether it waits for its next try and that time has come. */
    boolean due() {
        return failures > 0 && mayStart();
    }

    /** Sends them on a thread of its own: a transport that has no room has {@code send} wait, and others' messages must not. */
    void start(List<Outbox.Row> batch, ServiceDatabase.Relay relay, Runnable ended) {
        rows = batch;
        startedAt = System.nanoTime();
        CompletableFuture<List<Receipt>> sent = new CompletableFuture<>();
        underWay = sent;
        sender = Thread.ofVirtual().name("quintet-sql-shipment").start(() -> send(batch, relay, sent));
        var unused = sent.whenComplete((receipts, failure) -> ended.run());
    }

    private void send(List<Outbox.Row> batch, ServiceDatabase.Relay relay, CompletableFuture<List<Receipt>> sent) {
        try {
            var unused = relay.send(
                            destination.transport(),
                            batch.get(0).channel(),
                            batch.stream().map(Outbox.Row::message).toList())
                    .whenComplete((receipts, failure) -> {
                        if (failure == null) {
                            sent.complete(receipts);
                        } else {
                            sent.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException | Error e) {
            sent.completeExceptionally(e);
        }
    }

    boolean ended() {
        return underWay != null && (underWay.isDone() || System.nanoTime() - startedAt > PATIENCE.toNanos());
    }

    List<Outbox.Row> rows() {
        return rows;
    }

    /** One a row; all failed where the transport did not say. */
    List<Receipt> receipts() {
        CompletableFuture<List<Receipt>> sent = underWay;
        if (sent != null && sent.isDone()) {
            try {
                List<Receipt> receipts = sent.join();
                if (receipts.size() == rows.size()) {
                    return receipts;
                }
                return failed(receipts.size() + " receipts (expected: " + rows.size() + ")", null);
            } catch (RuntimeException e) {
                return failed(String.valueOf(e.getMessage()), e);
            }
        }
        return failed("no receipt within " + PATIENCE, null);
    }

    private List<Receipt> failed(String why, @Nullable Throwable cause) {
        return Collections.nCopies(rows.size(), new Receipt.Failed(QuintetException.unreachable(why, cause)));
    }

    /** Ready for the next batch, after a while where something failed. */
    void finish() {
        List<QuintetException> errors = receipts().stream()
                .filter(Receipt.Failed.class::isInstance)
                .map(receipt -> ((Receipt.Failed) receipt).error())
                .filter(error -> error.code() != Code.INVALID_ARGUMENT) // set aside: no reason to wait
                .toList();
        giveUp();
        underWay = null;
        rows = List.of();
        if (errors.isEmpty()) {
            if (failures > 0) {
                LOG.info("outbox to {}: works again", destination);
            }
            failures = 0;
            return;
        }
        backOff(errors.size() + " messages not accepted", errors.get(0));
    }

    /** It could not even begin. */
    void failed(RuntimeException why) {
        backOff("messages cannot be sent", why);
    }

    private void backOff(String what, RuntimeException why) {
        if (failures == 0) {
            LOG.warn("outbox to {}: {}, tried again with backoff: {}", destination, what, why.toString());
        }
        notBefore = System.nanoTime() + Math.min(FIRST_BACKOFF_NANOS << Math.min(failures, 20), LONGEST_BACKOFF_NANOS);
        failures++;
    }

    /** Ends the waiting for room, if it still waits: what is sent anew must not be overtaken by what was given up. */
    void giveUp() {
        if (sender != null && underWay != null && !underWay.isDone()) {
            sender.interrupt();
        }
        sender = null;
    }

    /** Whether it holds nothing worth remembering. */
    boolean unremarkable() {
        return underWay == null && failures == 0;
    }

    void await(long deadlineNanos) {
        CompletableFuture<List<Receipt>> sent = underWay;
        if (sent == null) {
            return;
        }
        try {
            sent.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("outbox to {}: {} not confirmed, sent again later", destination, rows.size(), e);
        } finally {
            giveUp();
        }
    }
}
