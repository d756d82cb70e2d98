package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.RecordCodec;
import org.jspecify.annotations.Nullable;

/** Responses from messages. */
final class Messages {
    private Messages() {}

    /** Null where the operation has none; INTERNAL where the peer sent what cannot be read. */
    static @Nullable Object response(BoundOperation operation, byte[] message, String where) {
        RecordCodec<Object> codec = operation.responses();
        if (codec == null) {
            return null;
        }
        try {
            return codec.decode(message);
        } catch (QuintetException e) {
            if (e.code() != Code.INVALID_ARGUMENT) {
                throw e;
            }
            throw Statuses.unreadable(where, e);
        }
    }
}
