package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.net.Reply;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Codec;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The one table of errors: a {@link Failure} as problem details on the receiving side, and problem details, or whatever else stands
 * for an error, as an exception on the calling side.
 *
 * <p>{@code type} is {@code about:blank}, or {@code urn:quintet:problem:contract:ErrorName} for a contract's own exception;
 * {@code title} and {@code status} come from the code; members beyond the RFC are {@code code}, {@code retrySafe},
 * {@code violations} ({@code pointer}, {@code message}), {@code errorType} and {@code error}.
 */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<Code, String> TITLES = new EnumMap<>(Code.class);

    static {
        for (Code code : Code.values()) {
            String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
            TITLES.put(code, Character.toUpperCase(words.charAt(0)) + words.substring(1));
        }
    }

    private Problems() {}

    /** A failure of an operation. */
    static Reply of(Failure failure, BoundOperation operation, String target) {
        return write(failure.code().httpStatus(), failure, operation, target);
    }

    /** A failure with a status of its own, outside of any operation. */
    static Reply of(
            int status, Code code, String detail, boolean retrySafe, List<Violation> violations, String target) {
        return write(status, new Failure(code, detail, null, null, violations, retrySafe), null, target);
    }

    /** A resource of the transport itself that was not written in time. */
    static Reply late(String target) {
        Failure failure = Failure.of(Code.DEADLINE_EXCEEDED, "not written in time");
        return write(failure.code().httpStatus(), failure, null, target);
    }

    private static Reply write(int status, Failure failure, @Nullable BoundOperation operation, String target) {
        EncodedFailure encoded = EncodedFailure.of(failure, operation);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            String domainType = encoded.failure().domainType();
            out.writeStringProperty(
                    "type",
                    domainType == null || operation == null
                            ? "about:blank"
                            : "urn:quintet:problem:" + operation.model().contract() + ":" + domainType);
            out.writeStringProperty("title", String.valueOf(TITLES.get(failure.code())));
            out.writeNumberProperty("status", status);
            out.writeStringProperty("detail", failure.message());
            out.writeStringProperty("instance", path(target));
            out.writeStringProperty("code", failure.code().name());
            out.writeBooleanProperty("retrySafe", failure.retrySafe());
            if (!failure.violations().isEmpty()) {
                out.writeArrayPropertyStart("violations");
                for (Violation violation : failure.violations()) {
                    out.writeStartObject();
                    out.writeStringProperty("pointer", violation.pointer());
                    out.writeStringProperty("message", violation.message());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            if (domainType != null) {
                out.writeStringProperty("errorType", domainType);
                if (encoded.detail() != null && operation != null) {
                    out.writeName("error");
                    writeDetail(out, operation.codec(), encoded.detail());
                }
            }
            out.writeEndObject();
        }
        Reply reply = Reply.of(status, MEDIA_TYPE, bytes.toByteArray());
        return failure.retryAfter() == null
                ? reply
                : reply.with(HttpNames.RETRY_AFTER, RetryAfter.write(failure.retryAfter()));
    }

    private static void writeDetail(JsonGenerator out, Codec codec, byte[] detail) {
        if (codec.mediaType().equals("application/json")) {
            out.writeRawValue(new String(detail, StandardCharsets.UTF_8));
        } else {
            out.writeString(Base64.getEncoder().encodeToString(detail));
        }
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What a response of an error status stands for; the contract's own exception is thrown, all else returned. */
    static QuintetException toException(Reply reply, BoundOperation operation, String where) throws DomainException {
        Duration wait = RetryAfter.read(reply.header(HttpNames.RETRY_AFTER), Clock.systemUTC());
        QuintetException what = what(reply, operation, where);
        return wait == null ? what : what.after(wait);
    }

    private static QuintetException what(Reply reply, BoundOperation operation, String where) throws DomainException {
        boolean problem = isProblem(reply.contentType());
        Problem read = problem ? ProblemReader.read(reply.body()) : null;
        if (read == null) {
            QuintetException reported = QuintetException.reported(
                    Code.ofHttpStatus(reply.status()),
                    where + ": answered " + reply.status() + " "
                            + (problem ? "with unreadable problem details" : "without problem details"),
                    List.of(),
                    false);
            ForeignBody body = ForeignBody.of(reply);
            return body == null ? reported : reported.causedBy(body);
        }
        Code code = code(read.code(), reply.status());
        String message = read.detail() != null
                ? read.detail()
                : read.title() != null ? read.title() : where + ": answered " + reply.status();
        Failure failure = new Failure(code, message, read.errorType(), null, read.violations(), read.retrySafe());
        Exception what = new EncodedFailure(failure, read.error()).toException(operation);
        if (what instanceof DomainException domain) {
            throw domain;
        }
        return (QuintetException) what;
    }

    private static boolean isProblem(@Nullable String contentType) {
        return contentType != null && MediaTypes.matches(contentType, MEDIA_TYPE);
    }

    private static Code code(@Nullable String name, int status) {
        for (Code code : Code.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return Code.ofHttpStatus(status);
    }

    /** A success that cannot be read. */
    static QuintetException unreadable(String where, String what) {
        return QuintetException.concluded(Code.INTERNAL, FailureMode.RESPONSE, where + ": " + what);
    }
}
