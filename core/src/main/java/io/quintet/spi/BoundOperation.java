package io.quintet.spi;

import io.quintet.contract.OperationModel;
import org.jspecify.annotations.Nullable;

/**
 * An operation with the codecs of its payloads, ready for the wire.
 *
 * @param model the operation
 * @param codec the codec, for details of errors
 * @param requests writes and reads the request
 * @param responses writes and reads the response; null where there is none
 */
public record BoundOperation(
        OperationModel model,
        Codec codec,
        RecordCodec<Object> requests,
        @Nullable RecordCodec<Object> responses) {
    /** Binds an operation to a codec; the codec may refuse the types. */
    @SuppressWarnings("unchecked") // a codec for a class writes and reads just instances of that class
    public static BoundOperation of(OperationModel model, Codec codec) {
        Class<?> response = model.response();
        return new BoundOperation(
                model,
                codec,
                (RecordCodec<Object>) codec.of(model.request()),
                response == null ? null : (RecordCodec<Object>) codec.of(response));
    }
}
