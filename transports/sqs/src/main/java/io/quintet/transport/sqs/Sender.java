package io.quintet.transport.sqs;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.log.Acceptable;
import io.quintet.log.Receipts;
import io.quintet.log.Utf8;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.transport.sqs.Outlet.Fate;
import io.quintet.transport.sqs.Outlet.Parcel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Checks messages and puts a copy of each into the queue of every group, as itself and not as its repetition: two messages of one id are
 * two. A message is accepted when all queues have it. Safe for use by many threads.
 */
final class Sender implements AutoCloseable {
    /** What a body may take, with room beside it for what becomes of a dead letter. */
    static final int MOST_BYTES = 232 * 1024;

    private static final int UNIT = 1024;

    /** What a message counts for at least, so that what waits can leave in its time, however small it is. */
    private static final int LEAST_UNITS = 64;

    private static final Duration SLACK = Duration.ofSeconds(4);

    private final Api api;
    private final Topology topology;
    private final Duration patience;
    private final int allUnits;
    private final Semaphore room;
    private final Map<String, Outlet> outlets = new ConcurrentHashMap<>();
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong number = new AtomicLong();
    private volatile boolean closed;

    Sender(Api api, Topology topology, SqsSettings settings) {
        this.api = api;
        this.topology = topology;
        patience = settings.sendTimeout();
        allUnits = settings.bufferBytes() / UNIT;
        room = new Semaphore(allUnits, true);
    }

    CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        if (batch.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        try {
            List<String> targets = closed ? List.of() : topology.targets(channel);
            return send(channel.name(), targets, batch);
        } catch (QuintetException e) {
            return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), new Receipt.Failed(e)));
        }
    }

    /** To queues that are there. */
    CompletableFuture<List<Receipt>> send(String channel, List<String> targets, List<Message> batch) {
        Receipts receipts = new Receipts(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            int place = i;
            put(targets, batch.get(i), failure -> receipts.set(place, receipt(channel, failure)));
        }
        return receipts.future();
    }

    private Receipt receipt(String channel, @Nullable QuintetException failure) {
        if (failure == null) {
            return Receipt.Accepted.INSTANCE;
        }
        if (failure.code() == Code.NOT_FOUND) {
            topology.forget(channel); // somebody has removed it
        }
        return new Receipt.Failed(failure);
    }

    private void put(List<String> targets, Message message, Fate fate) {
        String complaint = Acceptable.complaint(
                message, SqsTransportProvider.NAME, SqsTransportProvider.GUARANTEES.maxMessageBytes());
        String body = complaint == null ? Wire.write(message, Map.of()) : "";
        int bytes = Utf8.length(body);
        if (bytes > MOST_BYTES) {
            complaint = "headers and payload: " + bytes + " bytes as a CloudEvent (expected: at most " + MOST_BYTES
                    + " over transport " + SqsTransportProvider.NAME + ")";
        }
        if (complaint != null) {
            fate.known(QuintetException.invalid(complaint, List.of()));
            return;
        }
        String id = run + "-" + number.incrementAndGet();
        String key = message.key();
        put(targets, body, bytes, key == null ? id : Names.messageGroup(key), id, fate);
    }

    /** Blocks while too much waits, at most as long as a message may take. */
    private void put(List<String> targets, String body, int bytes, String group, String id, Fate fate) {
        int units = Math.min(allUnits, Math.max(LEAST_UNITS, 1 + bytes / UNIT) * targets.size());
        try {
            if (!room.tryAcquire(units, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                fate.known(QuintetException.refused(
                        Code.RESOURCE_EXHAUSTED,
                        "sqs: no room for " + bytes + " bytes within " + patience
                                + " (expected: an SQS that keeps up, or a higher sqs.buffer-bytes)"));
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fate.known(QuintetException.refused(
                    Code.CANCELLED, "interrupted while sqs's buffer was full: nothing was sent"));
            return;
        }
        if (closed) {
            room.release(units);
            fate.known(QuintetException.unreachable("the sqs transport is closed: nothing was sent", null));
            return;
        }
        Fate all = all(targets.size(), failure -> {
            room.release(units);
            fate.known(failure);
        });
        long deadline = System.nanoTime() + patience.toNanos();
        for (String target : targets) {
            outlets.computeIfAbsent(target, queue -> new Outlet(api, queue))
                    .put(new Parcel(body, group, id, bytes, deadline, all));
        }
    }

    /** Known when all are; what failed in one queue is not safe to repeat where another has the message. */
    private static Fate all(int count, Fate fate) {
        if (count == 1) {
            return fate;
        }
        AtomicInteger left = new AtomicInteger(count);
        AtomicInteger accepted = new AtomicInteger();
        AtomicReference<@Nullable QuintetException> first = new AtomicReference<>();
        return failure -> {
            if (failure == null) {
                accepted.incrementAndGet();
            } else {
                first.compareAndSet(null, failure);
            }
            if (left.decrementAndGet() == 0) {
                QuintetException known = first.get();
                fate.known(known == null || accepted.get() == 0 ? known : Outlet.doubtful(known));
            }
        };
    }

    /** Puts one body into a queue of the transport's own; returns when it is there. */
    void deliver(String queue, String body) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        String id = run + "-" + number.incrementAndGet();
        put(List.of(queue), body, Utf8.length(body), id, id, failure -> {
            if (failure == null) {
                done.complete(true);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.get(patience.plus(SLACK).toNanos(), TimeUnit.NANOSECONDS); // its own deadline comes first
        } catch (ExecutionException e) {
            throw e.getCause() instanceof QuintetException failure ? failure : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw QuintetException.deadlineExceeded("sqs: queue " + queue + ": not accepted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted("sqs: queue " + queue + ": interrupted", e);
        }
    }

    /** Waits until the fate of all is known, at most as long as a message may take. */
    @Override
    public void close() {
        closed = true;
        try {
            if (room.tryAcquire(allUnits, patience.plus(SLACK).toNanos(), TimeUnit.NANOSECONDS)) {
                room.release(allUnits);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
