package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.contract.ComponentModel;
import io.quintet.contract.OperationModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.message.MessageType;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes messages from requests, responses and failures: the one place that writes headers. */
final class Envelope {
    private static final byte[] NOTHING = new byte[0];

    private final String service;
    private final Clock clock;
    private final MessageIds ids = new MessageIds();

    Envelope(String service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** An id that no other message has. */
    String newId() {
        return ids.next();
    }

    /** The id of the message that a call becomes: the same for every attempt, so that the receiver recognises a repeated one. */
    static String id(Call call) {
        String id = call.headers().get(HeaderNames.ID);
        if (id == null) {
            throw new IllegalArgumentException(
                    "header id: absent (expected: present on a call that becomes a message)");
        }
        return id;
    }

    /** A notification or event that nobody answers; {@code due} is null where it is to be delivered at once. */
    Message oneWay(BoundOperation operation, Object request, String id, @Nullable Instant due) {
        Duration expiry = operation.model().expiry();
        Headers.Builder headers = headers(operation, request, id);
        if (due != null) {
            headers.set(HeaderNames.NOT_BEFORE, Long.toString(due.toEpochMilli()));
        }
        if (expiry != null) {
            long from = due == null ? clock.millis() : Math.max(clock.millis(), due.toEpochMilli());
            headers.set(HeaderNames.EXPIRES, Long.toString(from + expiry.toMillis()));
        }
        return new Message(headers.build(), operation.requests().encode(request));
    }

    /** A request that is answered on a channel until a deadline. */
    Message request(
            BoundOperation operation,
            Object request,
            String id,
            String replyChannel,
            Deadline deadline,
            @Nullable String correlationData) {
        Headers headers = headers(operation, request, id)
                .set(HeaderNames.REPLY_CHANNEL, replyChannel)
                .set(
                        HeaderNames.EXPIRES,
                        Long.toString(clock.millis() + deadline.remaining().toMillis()))
                .setIfPresent(HeaderNames.CORRELATION_DATA, correlationData)
                .build();
        return new Message(headers, operation.requests().encode(request));
    }

    private Headers.Builder headers(BoundOperation operation, Object request, String id) {
        Headers.Builder headers = Headers.builder()
                .set(HeaderNames.ID, id)
                .set(HeaderNames.SOURCE, service)
                .set(HeaderNames.TYPE, operation.model().qualifiedName())
                .set(HeaderNames.TIME, clock.instant().toString())
                .set(HeaderNames.CONTENT_TYPE, operation.codec().mediaType())
                .set(HeaderNames.MESSAGE_TYPE, operation.model().messageType().name())
                .setIfPresent(HeaderNames.KEY, key(operation.model(), request));
        return CallContext.passOn(CallContext.current(), headers);
    }

    private static @Nullable String key(OperationModel operation, Object request) {
        ComponentModel component = operation.key();
        if (component == null) {
            return null;
        }
        String key = operation.keyOf(request);
        if (key == null) {
            String message = "null (expected: a value, for it is the @Key that orders the messages)";
            throw QuintetException.invalid(
                    operation.qualifiedName() + ": " + component.name() + ": " + message,
                    List.of(new Violation("/" + component.name(), message)));
        }
        return key;
    }

    /** The reply to a request; {@code responder} is the subscriber group that answers, or null where there is one receiver. */
    Message reply(BoundOperation operation, Message request, Object response, @Nullable String responder) {
        RecordCodec<Object> codec = operation.responses();
        if (codec == null) {
            throw new IllegalStateException(operation.model().qualifiedName() + " has no response");
        }
        return new Message(
                replyHeaders(operation, request)
                        .setIfPresent(HeaderNames.RESPONDER, responder)
                        .build(),
                codec.encode(response));
    }

    /** The error reply to a request. */
    Message reply(BoundOperation operation, Message request, Failure failure) {
        EncodedFailure encoded = EncodedFailure.of(failure, operation);
        byte[] detail = encoded.detail();
        return new Message(
                replyHeaders(operation, request)
                        .set(HeaderNames.ERROR_CODE, failure.code().name())
                        .set(HeaderNames.ERROR_MESSAGE, failure.message())
                        .setIfPresent(HeaderNames.ERROR_TYPE, encoded.failure().domainType())
                        .build(),
                detail == null ? NOTHING : detail);
    }

    private Headers.Builder replyHeaders(BoundOperation operation, Message request) {
        return Headers.builder()
                .set(HeaderNames.ID, ids.next())
                .set(HeaderNames.SOURCE, service)
                .set(HeaderNames.TYPE, operation.model().qualifiedName())
                .set(HeaderNames.TIME, clock.instant().toString())
                .set(HeaderNames.CONTENT_TYPE, operation.codec().mediaType())
                .set(HeaderNames.MESSAGE_TYPE, MessageType.DOCUMENT.name())
                .setIfPresent(HeaderNames.KEY, request.key())
                .set(HeaderNames.CORRELATION_ID, request.id())
                .setIfPresent(HeaderNames.CORRELATION_DATA, request.header(HeaderNames.CORRELATION_DATA))
                .setIfPresent(
                        HeaderNames.EXPIRES, Channels.awaited(request) ? request.header(HeaderNames.EXPIRES) : null)
                .setIfPresent(HeaderNames.REQUEST_TIME, request.header(HeaderNames.TIME))
                .setIfPresent(HeaderNames.TRACEPARENT, request.header(HeaderNames.TRACEPARENT));
    }
}
