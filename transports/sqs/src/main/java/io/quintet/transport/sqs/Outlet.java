package io.quintet.transport.sqs;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends to one queue. A batch whose fate is unknown is sent again, with the same ids, of which SQS keeps each once. */
final class Outlet {
    private static final Duration SHORTEST_QUESTION = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 100_000_000;
    private static final Map<String, MessageAttributeValue> ATTRIBUTES = Map.of(
            "content-type",
            MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue(Wire.MEDIA_TYPE)
                    .build());

    private final Api api;
    private final String queue;
    private final Batches batches;

    Outlet(Api api, String queue) {
        this.api = api;
        this.queue = queue;
        batches = new Batches("quintet-sqs-send-" + queue, this::send);
    }

    /** What became of a message. */
    @FunctionalInterface
    interface Fate {
        /** Called once; must not block. {@code failure} is null where the queue has it. */
        void known(@Nullable QuintetException failure);
    }

    /**
     * One message for the queue.
     *
     * @param group the message group
     * @param id what SQS recognises it by when it comes again
     * @param bytes what the body counts for
     * @param deadline when it has failed, on {@link System#nanoTime}
     */
    record Parcel(String body, String group, String id, int bytes, long deadline, Fate fate) {}

    void put(Parcel parcel) {
        batches.add(parcel);
    }

    /** Tries until all is known, or late. */
    void send(List<Parcel> batch) {
        List<Parcel> left = batch;
        boolean unknown = false;
        while (true) {
            left = failLate(left, 0, late(unknown));
            if (left.isEmpty()) {
                return;
            }
            try {
                tell(left, failures(api.send(queue, entries(left), patience(left)), unknown));
                return;
            } catch (QuintetException e) {
                unknown |= !e.retrySafe();
                boolean again = e.code() == Code.UNAVAILABLE || e.code() == Code.RESOURCE_EXHAUSTED;
                // an attempt before this one may have arrived
                left = failLate(left, again ? PAUSE_NANOS : Long.MAX_VALUE, unknown ? doubtful(e) : e);
            } catch (RuntimeException | Error e) { // a bug, of which those who wait must hear
                QuintetException bug = QuintetException.concluded(
                                Code.INTERNAL, FailureMode.ARBITRARY, "sqs: queue " + queue + ": " + e)
                        .causedBy(e);
                left = failLate(left, Long.MAX_VALUE, bug);
            }
            if (!left.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Fails those with no more time left than that; the others. */
    private static List<Parcel> failLate(List<Parcel> batch, long nanos, QuintetException why) {
        long now = System.nanoTime();
        List<Parcel> others = new ArrayList<>(batch.size());
        for (Parcel parcel : batch) {
            if (parcel.deadline() - now <= nanos) {
                parcel.fate().known(why);
            } else {
                others.add(parcel);
            }
        }
        return others;
    }

    private static void tell(List<Parcel> batch, Map<Integer, QuintetException> failures) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).fate().known(failures.get(i));
        }
    }

    /** Until the first of them has failed. */
    private static Duration patience(List<Parcel> batch) {
        long now = System.nanoTime();
        long left = batch.stream()
                .mapToLong(parcel -> parcel.deadline() - now)
                .min()
                .orElseThrow();
        return atLeast(left);
    }

    private static Duration atLeast(long nanos) {
        Duration left = Duration.ofNanos(nanos);
        return left.compareTo(SHORTEST_QUESTION) < 0 ? SHORTEST_QUESTION : left;
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Parcel> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Parcel parcel = batch.get(i);
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(parcel.body())
                    .messageGroupId(parcel.group())
                    .messageDeduplicationId(parcel.id())
                    .messageAttributes(ATTRIBUTES)
                    .build());
        }
        return entries;
    }

    private Map<Integer, QuintetException> failures(List<BatchResultErrorEntry> refused, boolean unknown) {
        Map<Integer, QuintetException> failures = new HashMap<>();
        for (BatchResultErrorEntry entry : refused) {
            QuintetException failure = api.refused(queue, entry);
            failures.put(Integer.valueOf(entry.id()), unknown ? doubtful(failure) : failure);
        }
        return failures;
    }

    private QuintetException late(boolean unknown) {
        String message = "sqs: queue " + queue + ": not accepted in time";
        return unknown
                ? QuintetException.concluded(Code.UNAVAILABLE, FailureMode.TIMING, message)
                : QuintetException.unreachable(message, null);
    }

    /** The same failure of a message that has, or may have, arrived elsewhere or before. */
    static QuintetException doubtful(QuintetException failure) {
        return QuintetException.concluded(failure.code(), FailureMode.OMISSION, String.valueOf(failure.getMessage()))
                .causedBy(failure);
    }
}
