package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.contract.ErrorModel;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Failure;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table of errors: a {@link Failure} as status on the receiving side, and a status as an exception on the calling side. */
final class Statuses {
    static final String STATUS = "grpc-status";
    static final String MESSAGE = "grpc-message";
    static final String DETAILS = "grpc-status-details-bin";
    static final List<String> OK = List.of(STATUS, "0");

    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
    private static final byte[] NOTHING = new byte[0];

    private static final int MOST_MESSAGE = 2 * 1024;

    /** Message and details together, whatever the peer takes. */
    private static final long MOST = 14 * 1024;

    /** For all that comes with message and details. */
    private static final long RESERVE = 512;

    private Statuses() {}

    /** A failure that is of no operation, as {@link #trailers(Failure, BoundOperation, LongSupplier)}. */
    static List<String> trailers(Failure failure) {
        return trailers(failure, null, () -> RequestHead.USUAL_HEADER_LIST_BYTES);
    }

    /**
     * A failure as trailers, names and values in turn.
     *
     * @param mostMetadata the bytes that the peer takes: of more it takes nothing, not the status either
     */
    static List<String> trailers(Failure failure, @Nullable BoundOperation operation, LongSupplier mostMetadata) {
        String number = Integer.toString(failure.code().number());
        String message = Escapes.encode(failure.message(), MOST_MESSAGE);
        String details = details(failure, message, operation, mostMetadata);
        return details == null
                ? List.of(STATUS, number, MESSAGE, message)
                : List.of(STATUS, number, MESSAGE, message, DETAILS, details);
    }

    /** The details, or as much of them as has room beside the message. */
    private static @Nullable String details(
            Failure failure, String message, @Nullable BoundOperation operation, LongSupplier mostMetadata) {
        String words = Escapes.decode(message);
        Failure told = failure;
        String details = encoded(StatusDetails.write(failure, words, operation));
        if (details == null) {
            return null;
        }
        long room = Math.min(mostMetadata.getAsLong() - RESERVE, MOST) - message.length();
        if (details.length() <= room) {
            return details;
        }
        LOG.warn(
                "{}: details of an error are {} characters (expected: at most {}); the caller gets its code, its"
                        + " message and what fits of them",
                operation == null ? "grpc" : operation.model().qualifiedName(),
                details.length(),
                room);
        while (details != null && details.length() > room) {
            if (told.detail() == null && told.violations().isEmpty()) {
                return null;
            }
            told = less(told);
            details = encoded(StatusDetails.write(told, words, operation));
        }
        return details;
    }

    private static @Nullable String encoded(byte @Nullable [] details) {
        return details == null ? null : Base64.getEncoder().withoutPadding().encodeToString(details);
    }

    /** Without the contract's own detail; where it has none, with half of its violations. */
    private static Failure less(Failure failure) {
        List<Violation> violations = failure.violations();
        int kept = failure.detail() != null ? violations.size() : violations.size() / 2;
        return new Failure(
                failure.code(),
                failure.message(),
                null,
                null,
                violations.subList(0, kept),
                failure.retrySafe(),
                failure.retryAfter());
    }

    /** A failure as a response of nothing but a status. */
    static Reply reply(Failure failure) {
        return reply(trailers(failure));
    }

    static Reply reply(Failure failure, @Nullable BoundOperation operation, LongSupplier mostMetadata) {
        return reply(trailers(failure, operation, mostMetadata));
    }

    private static Reply reply(List<String> trailers) {
        return new Reply(200, ContentTypes.GRPC, NOTHING, trailers, List.of());
    }

    /** Throws what a status other than OK stands for. */
    static void requireOk(Answer answer, Call call, String where) throws DomainException {
        String status = answer.get(STATUS);
        if (status == null) {
            throw unreadable(where, "answered without " + STATUS + " (expected: one at the end)");
        }
        if (!status.equals("0")) {
            throw received(status, answer.get(MESSAGE), answer.get(DETAILS), call, where);
        }
    }

    /** What a status other than OK stands for; the contract's own exception is thrown, all else returned. */
    private static QuintetException received(
            String status, @Nullable String message, @Nullable String details, Call call, String where)
            throws DomainException {
        Code code = code(status);
        if (code == Code.DEADLINE_EXCEEDED && call.deadline().expired()) {
            return QuintetException.deadlineExceeded(where + ": no response in time"); // the peer just said it first
        }
        BoundOperation operation = call.operation();
        StatusDetails read = details == null ? null : details(details);
        String words = message == null || message.isEmpty() ? null : Escapes.decode(message);
        if (read == null) {
            return QuintetException.reported(
                    code, words == null ? where + ": answered " + code : words, List.of(), false);
        }
        String told = read.message() != null ? read.message() : words;
        Failure failure = new Failure(
                code,
                told == null ? where + ": answered " + code : told,
                errorType(read, operation),
                null,
                read.violations(),
                read.retrySafe(),
                read.retryAfter());
        Exception what = new EncodedFailure(failure, read.detail()).toException(operation);
        if (what instanceof DomainException domain) {
            throw domain;
        }
        return (QuintetException) what;
    }

    private static @Nullable StatusDetails details(String text) {
        try {
            return StatusDetails.read(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            LOG.debug("unreadable {}; code and message still tell", DETAILS, e);
            return null;
        }
    }

    // the exception's name; by its detail's where a peer that is not of Quintet sent just that
    private static @Nullable String errorType(StatusDetails details, BoundOperation operation) {
        if (details.errorType() != null) {
            return details.errorType();
        }
        for (ErrorModel error : operation.model().errors()) {
            if (operation
                    .model()
                    .rpc()
                    .qualified(error.detail().getSimpleName())
                    .equals(details.detailType())) {
                return error.name();
            }
        }
        return null;
    }

    private static Code code(String status) {
        for (Code code : Code.values()) {
            if (status.equals(Integer.toString(code.number()))) {
                return code;
            }
        }
        return Code.UNKNOWN;
    }

    /** Throws for a response that is none of gRPC, as from a proxy. */
    static void requireGrpc(int httpStatus, @Nullable String contentType, @Nullable String status, String where) {
        if (httpStatus == 200 && ContentTypes.isGrpc(contentType)) {
            return;
        }
        if (status == null || httpStatus == 200) {
            throw QuintetException.reported(
                    ofHttpStatus(httpStatus),
                    where + ": answered " + httpStatus + " with content type "
                            + (contentType == null ? "absent" : "\"" + contentType + "\"") + " (expected: 200 with "
                            + ContentTypes.GRPC + ")",
                    List.of(),
                    false);
        }
    }

    /** Throws for messages that are compressed as this side did not say that it takes. */
    static void requireReadable(@Nullable String encoding, String where) {
        if (!Packing.readable(encoding)) {
            throw unreadable(
                    where, Packing.ENCODING + ": \"" + encoding + "\" (expected: one of " + Packing.READABLE + ")");
        }
    }

    /**
     * What an HTTP status stands for that came without one of gRPC, as from a proxy.
     *
     * @see <a href="https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md">HTTP to gRPC status mapping</a>
     */
    private static Code ofHttpStatus(int status) {
        return switch (status) {
            case 400 -> Code.INTERNAL;
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.UNIMPLEMENTED;
            case 429, 502, 503, 504 -> Code.UNAVAILABLE;
            default -> Code.UNKNOWN;
        };
    }

    /** A message that cannot be read: with its code, unless that would blame this side's request. */
    static QuintetException unreadable(String where, QuintetException e) {
        Code code = e.code() == Code.INVALID_ARGUMENT ? Code.INTERNAL : e.code();
        return QuintetException.concluded(
                        code, FailureMode.RESPONSE, where + ": unreadable response: " + e.getMessage())
                .causedBy(e);
    }

    /** A response that is none of gRPC, or that cannot be read. */
    static QuintetException unreadable(String where, String what) {
        return QuintetException.concluded(Code.INTERNAL, FailureMode.RESPONSE, where + ": " + what);
    }
}
