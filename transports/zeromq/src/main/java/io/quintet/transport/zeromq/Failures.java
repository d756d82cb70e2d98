package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Failure} as headers and the payload of its detail, and back; the one table. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String RETRY_SAFE = "retrysafe";
    private static final String RETRY_AFTER = "retryafter";
    private static final String POINTER = "pointer.";
    private static final String VIOLATION = "violation.";
    private static final int MAX_VIOLATIONS = 100;
    private static final int LONG_MESSAGE = 1000;
    private static final byte[] NOTHING = {};

    private Failures() {}

    /** The answer to a call; what is too large to travel is left out, but never the code. */
    static byte[][] write(Failure failure, @Nullable BoundOperation operation, long number) {
        EncodedFailure encoded = encoded(failure, operation);
        byte[] headers = headers(encoded.failure());
        if (headers.length > Headers.MAX_BYTES) {
            LOG.warn("a failure with {} bytes of message and violations is shortened", headers.length);
            String message = failure.message();
            headers = headers(
                    encoded.failure().shortened(message.substring(0, Math.min(LONG_MESSAGE, message.length()))));
        }
        byte[] detail = encoded.detail();
        return new byte[][] {Parcel.head(Verb.FAILURE, number), headers, detail == null ? NOTHING : detail};
    }

    private static EncodedFailure encoded(Failure failure, @Nullable BoundOperation operation) {
        EncodedFailure encoded = EncodedFailure.of(failure, operation);
        byte[] detail = encoded.detail();
        if (detail != null && detail.length > ZeroMqTransportProvider.MOST_BYTES) {
            LOG.warn("{}: a detail of {} bytes is left out", failure.domainType(), detail.length);
            return encoded.withoutDetail();
        }
        return encoded;
    }

    private static byte[] headers(Failure failure) {
        Headers.Builder headers = Headers.builder()
                .set(HeaderNames.ERROR_CODE, failure.code().name())
                .set(HeaderNames.ERROR_MESSAGE, failure.message())
                .setIfPresent(HeaderNames.ERROR_TYPE, failure.domainType())
                .set(RETRY_SAFE, Boolean.toString(failure.retrySafe()));
        Duration wait = failure.retryAfter();
        if (wait != null) {
            headers.set(RETRY_AFTER, Long.toString(wait.toMillis()));
        }
        int number = 0;
        for (Violation violation : failure.violations()) {
            if (number == MAX_VIOLATIONS) {
                break;
            }
            headers.set(POINTER + number, violation.pointer()).set(VIOLATION + number, violation.message());
            number++;
        }
        return headers.build().encode();
    }

    /** The exception that a caller gets. */
    static Exception read(Parcel parcel, BoundOperation operation, Deadline deadline, String where) {
        try {
            Headers headers = Headers.decode(parcel.frame(1));
            Code code = code(headers);
            if (code == Code.DEADLINE_EXCEEDED && deadline.expired()) {
                return QuintetException.deadlineExceeded(
                        where + ": no response in time"); // the peer just said it first
            }
            String type = headers.get(HeaderNames.ERROR_TYPE);
            String message = headers.get(HeaderNames.ERROR_MESSAGE);
            String wait = headers.get(RETRY_AFTER);
            Failure failure = new Failure(
                    code,
                    message == null ? where + ": answered " + code : message,
                    type,
                    null,
                    violations(headers),
                    "true".equals(headers.get(RETRY_SAFE)),
                    wait == null ? null : Duration.ofMillis(Long.parseLong(wait)));
            return new EncodedFailure(failure, parcel.frame(2)).toException(operation);
        } catch (IllegalArgumentException e) {
            return QuintetException.concluded(
                            Code.INTERNAL,
                            FailureMode.RESPONSE,
                            where + ": a failure that cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
    }

    private static Code code(Headers headers) {
        String name = headers.get(HeaderNames.ERROR_CODE);
        if (name == null) {
            throw new IllegalArgumentException("header errorcode: absent (expected: one of the codes)");
        }
        return Code.valueOf(name);
    }

    private static List<Violation> violations(Headers headers) {
        List<Violation> violations = new ArrayList<>();
        for (int number = 0; number < MAX_VIOLATIONS; number++) {
            String pointer = headers.get(POINTER + number);
            String message = headers.get(VIOLATION + number);
            if (pointer == null || message == null) {
                break;
            }
            violations.add(new Violation(pointer, message));
        }
        return List.copyOf(violations);
    }
}
