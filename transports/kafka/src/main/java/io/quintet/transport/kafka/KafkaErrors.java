package io.quintet.transport.kafka;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.util.List;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's exceptions as {@link QuintetException}s; one table. */
final class KafkaErrors {
    private KafkaErrors() {}

    /** What {@code what} failed with; {@code nothingDone}: whether it is known that nothing has reached Kafka. */
    static QuintetException of(Throwable failure, String what, boolean nothingDone) {
        return of("kafka: " + what + ": " + text(failure), failure, nothingDone).causedBy(failure);
    }

    private static QuintetException of(String message, Throwable failure, boolean nothingDone) {
        if (failure instanceof BufferExhaustedException) {
            return QuintetException.refused(
                    Code.RESOURCE_EXHAUSTED,
                    message + " (expected: a Kafka that keeps up, or a higher kafka.buffer-bytes)");
        }
        if (failure instanceof RecordTooLargeException) {
            return QuintetException.invalid(message, List.of());
        }
        if (failure instanceof AuthenticationException) {
            return QuintetException.refused(Code.UNAUTHENTICATED, message);
        }
        if (failure instanceof AuthorizationException) {
            return QuintetException.refused(Code.PERMISSION_DENIED, message);
        }
        if (failure instanceof RetriableException) {
            return nothingDone
                    ? QuintetException.unreachable(message, failure)
                    : QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, message);
        }
        return QuintetException.concluded(Code.INTERNAL, FailureMode.ARBITRARY, message);
    }

    /** Whether a topic that was written to may have been removed. */
    static boolean mayBeGone(Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException
                || (failure instanceof TimeoutException && !(failure instanceof BufferExhaustedException));
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
