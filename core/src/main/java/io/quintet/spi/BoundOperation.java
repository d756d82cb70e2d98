package io.quintet.spi;

import io.quintet.contract.OperationModel;
import io.quintet.type.Constraints;
import io.quintet.type.RecordType;
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
    /**
     * Binds an operation to a codec.
     *
     * @throws io.quintet.InvalidContractException when the codec cannot carry a type, also of an error's detail, or when a constraint
     *     stands where it means nothing
     */
    public static BoundOperation of(OperationModel model, Codec codec) {
        model.errors().forEach(error -> codec.of(error.detail()));
        Class<?> response = model.response();
        return new BoundOperation(
                model,
                codec,
                constrained(model.request(), codec),
                response == null ? null : constrained(response, codec));
    }

    @SuppressWarnings("unchecked") // a codec for a class writes and reads just instances of that class
    private static RecordCodec<Object> constrained(Class<?> type, Codec codec) {
        RecordCodec<Object> records = (RecordCodec<Object>) codec.of(type);
        Constraints constraints = Constraints.of(RecordType.of(type));
        return constraints == null ? records : new ConstrainedCodec(records, constraints);
    }
}
