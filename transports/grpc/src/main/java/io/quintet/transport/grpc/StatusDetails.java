package io.quintet.transport.grpc;

import io.quintet.Violation;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code google.rpc.Status}: code, message, and details, each with the name of its type.
 *
 * <p>{@code google.rpc.ErrorInfo} says what no other part does: {@code domain} is the service, {@code reason} the code, and
 * {@code metadata} has {@code errorType}, the simple name of the contract's own exception, and {@code retrySafe}.
 * {@code google.rpc.BadRequest} has the violations, each with its pointer as {@code field}, {@code google.rpc.RetryInfo} how long to wait. What
 * remains is the detail of the contract's own
 * exception: with the codec {@code protobuf} a message of the contract's {@code .proto}, else bytes of the codec.
 *
 * @param message the message for people
 * @param errorType the simple name of the contract's own exception
 * @param detailType the name of the detail's type, without its prefix
 * @param detail the encoded detail of the contract's own exception
 * @param violations what is wrong with the request
 * @param retrySafe whether nothing was done
 * @param retryAfter how long to wait before sending again; null where nobody has said
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">error_details.proto</a>
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight into a codec
record StatusDetails(
        @Nullable String message,
        @Nullable String errorType,
        @Nullable String detailType,
        byte @Nullable [] detail,
        List<Violation> violations,
        boolean retrySafe,
        @Nullable Duration retryAfter) {
    private static final String PREFIX = "type.googleapis.com/";
    private static final String ERROR_INFO = "google.rpc.ErrorInfo";
    private static final String BAD_REQUEST = "google.rpc.BadRequest";
    private static final String RETRY_INFO = "google.rpc.RetryInfo";
    private static final Duration LONGEST = Duration.ofDays(1); // more is the same to a caller: too long
    private static final String ERROR_TYPE = "errorType";
    private static final String RETRY_SAFE = "retrySafe";
    private static final int MAX_VIOLATIONS = 100;

    /**
     * Null where code and message say it all.
     *
     * @param message that of the failure, or its beginning where it is long
     */
    static byte @Nullable [] write(Failure failure, String message, @Nullable BoundOperation operation) {
        EncodedFailure encoded = EncodedFailure.of(failure, operation);
        String errorType = encoded.failure().domainType();
        Duration wait = failure.retryAfter();
        if (errorType == null && !failure.retrySafe() && failure.violations().isEmpty() && wait == null) {
            return null;
        }
        ProtoOutput status =
                new ProtoOutput().number(1, failure.code().number()).text(2, message);
        if (errorType != null || failure.retrySafe()) {
            ProtoOutput info = new ProtoOutput().text(1, failure.code().name());
            if (operation != null) {
                info.text(
                        2,
                        operation
                                .model()
                                .rpc()
                                .qualified(operation.model().rpc().service()));
            }
            if (errorType != null) {
                info.message(3, entry(ERROR_TYPE, errorType));
            }
            if (failure.retrySafe()) {
                info.message(3, entry(RETRY_SAFE, "true"));
            }
            status.message(3, any(PREFIX + ERROR_INFO, info.toBytes()));
        }
        if (!failure.violations().isEmpty()) {
            ProtoOutput request = new ProtoOutput();
            failure.violations().stream()
                    .limit(MAX_VIOLATIONS)
                    .forEach(violation -> request.message(
                            1, new ProtoOutput().text(1, violation.pointer()).text(2, violation.message())));
            status.message(3, any(PREFIX + BAD_REQUEST, request.toBytes()));
        }
        if (wait != null) {
            ProtoOutput delay = new ProtoOutput().number(1, wait.getSeconds()).number(2, wait.getNano());
            status.message(
                    3,
                    any(PREFIX + RETRY_INFO, new ProtoOutput().message(1, delay).toBytes()));
        }
        Object detail = failure.detail();
        if (encoded.detail() != null && detail != null && operation != null) {
            String type = operation.model().rpc().qualified(detail.getClass().getSimpleName());
            String prefix = operation.codec().name().equals("protobuf")
                    ? PREFIX
                    : "quintet/" + operation.codec().name() + "/";
            status.message(3, any(prefix + type, encoded.detail()));
        }
        return status.toBytes();
    }

    private static ProtoOutput entry(String key, String value) {
        return new ProtoOutput().text(1, key).text(2, value);
    }

    private static ProtoOutput any(String type, byte[] value) {
        return new ProtoOutput().text(1, type).bytes(2, value);
    }

    /** Reads leniently, since they may come from anybody; an {@link IllegalArgumentException} when they are damaged. */
    static StatusDetails read(byte[] bytes) {
        String message = null;
        Told info = new Told(null, false);
        Duration retryAfter = null;
        List<Violation> violations = new ArrayList<>();
        String detailType = null;
        byte[] detail = null;
        ProtoInput status = new ProtoInput(bytes);
        for (int field = status.next(); field != 0; field = status.next()) {
            switch (field) {
                case 2 -> message = status.text();
                case 3 -> {
                    Pair any = Pair.read(status.bytes());
                    String type = any.first.substring(any.first.lastIndexOf('/') + 1);
                    switch (type) {
                        case ERROR_INFO -> info = Told.read(any.second);
                        case RETRY_INFO -> retryAfter = readDelay(any.second);
                        case BAD_REQUEST -> readViolations(any.second, violations);
                        default -> {
                            if (detail == null && !type.startsWith("google.rpc.")) {
                                detailType = type;
                                detail = any.second;
                            }
                        }
                    }
                }
                default -> status.skip();
            }
        }
        return new StatusDetails(
                message, info.errorType, detailType, detail, List.copyOf(violations), info.retrySafe, retryAfter);
    }

    private record Told(@Nullable String errorType, boolean retrySafe) {
        static Told read(byte[] bytes) {
            String errorType = null;
            boolean retrySafe = false;
            ProtoInput in = new ProtoInput(bytes);
            for (int field = in.next(); field != 0; field = in.next()) {
                if (field == 3) {
                    Pair entry = Pair.read(in.bytes());
                    switch (entry.first) {
                        case ERROR_TYPE -> errorType = entry.text();
                        case RETRY_SAFE -> retrySafe = entry.text().equals("true");
                        default -> {} // somebody else's
                    }
                } else {
                    in.skip();
                }
            }
            return new Told(errorType, retrySafe);
        }
    }

    private static @Nullable Duration readDelay(byte[] bytes) {
        ProtoInput info = new ProtoInput(bytes);
        for (int field = info.next(); field != 0; field = info.next()) {
            if (field == 1) {
                ProtoInput delay = new ProtoInput(info.bytes());
                long seconds = 0;
                long nanos = 0;
                for (int part = delay.next(); part != 0; part = delay.next()) {
                    switch (part) {
                        case 1 -> seconds = delay.number();
                        case 2 -> nanos = delay.number();
                        default -> delay.skip();
                    }
                }
                return seconds < 0 || nanos < 0
                        ? Duration.ZERO
                        : seconds >= LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds(seconds, nanos);
            }
            info.skip();
        }
        return null;
    }

    private static void readViolations(byte[] bytes, List<Violation> violations) {
        ProtoInput in = new ProtoInput(bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1 && violations.size() < MAX_VIOLATIONS) {
                Pair violation = Pair.read(in.bytes());
                violations.add(new Violation(violation.first, violation.text()));
            } else {
                in.skip();
            }
        }
    }

    /** A text as field 1 and something as field 2, as any, entries of maps and violations have it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(String first, byte[] second) {
        static Pair read(byte[] bytes) {
            String first = "";
            byte[] second = {};
            ProtoInput in = new ProtoInput(bytes);
            for (int field = in.next(); field != 0; field = in.next()) {
                switch (field) {
                    case 1 -> first = in.text();
                    case 2 -> second = in.bytes();
                    default -> in.skip();
                }
            }
            return new Pair(first, second);
        }

        String text() {
            return new String(second, java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
