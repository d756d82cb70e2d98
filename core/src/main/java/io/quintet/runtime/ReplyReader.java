package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads replies: the counterpart of {@link Envelope}. */
final class ReplyReader {
    private ReplyReader() {}

    /** The error that a reply carries, or null where it carries a response. */
    static @Nullable Exception error(BoundOperation operation, Message reply) {
        String name = reply.header(HeaderNames.ERROR_CODE);
        if (name == null) {
            return null;
        }
        String message = reply.header(HeaderNames.ERROR_MESSAGE);
        String type = reply.header(HeaderNames.ERROR_TYPE);
        Failure failure = new Failure(code(name), message == null ? name : message, type, null, List.of(), false);
        return new EncodedFailure(failure, reply.payload()).toException(operation);
    }

    private static Code code(String name) {
        for (Code code : Code.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return Code.UNKNOWN;
    }

    /** The response that a reply without error carries. */
    static Object response(BoundOperation operation, Message reply) {
        RecordCodec<Object> codec = operation.responses();
        if (codec == null) {
            throw new IllegalStateException(operation.model().qualifiedName() + " has no response");
        }
        try {
            return codec.decode(reply.payload());
        } catch (QuintetException e) {
            throw QuintetException.reported(
                            Code.INTERNAL,
                            operation.model().qualifiedName() + ": the reply cannot be read: " + e.getMessage(),
                            e.violations(),
                            false)
                    .causedBy(e);
        }
    }
}
