package io.quintet.codec.protobuf;

import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import io.quintet.type.RecordType;
import java.util.function.Function;

/**
 * Records as messages of Protocol Buffers (proto3), with the numbers that {@link ProtobufNumbers} knows; docs/wire-format.md has the
 * table of types.
 *
 * <p>Unknown fields are passed over and missing ones have their default, see {@link io.quintet.type.RecordDraft}. All else that does
 * not fit is refused with a JSON pointer to the offending field: bytes that are cut off, text that is not UTF-8, a field of another
 * wire type, a message that stands twice, what is beyond the {@link io.quintet.type.Limits}. A record without numbers is refused when
 * its codec is made.
 */
public final class ProtobufCodec implements Codec {
    private final Function<Class<?>, ProtobufNumbers> numbers;

    /** Kept by the class itself, so that it goes when the class goes. */
    private final ClassValue<RecordShape> shapes = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new Shapes(numbers.apply(type)).record(RecordType.of(type));
        }
    };

    /** With numbers from annotations and from the lock files that a record's class sees. */
    public ProtobufCodec() {
        this(ProtobufNumbers::seenBy);
    }

    /** With the given numbers. */
    public ProtobufCodec(ProtobufNumbers numbers) {
        this(type -> numbers);
    }

    private ProtobufCodec(Function<Class<?>, ProtobufNumbers> numbers) {
        this.numbers = numbers;
    }

    @Override
    public String name() {
        return "protobuf";
    }

    @Override
    public String mediaType() {
        return "application/protobuf";
    }

    @Override
    public <T> RecordCodec<T> of(Class<T> type) {
        return new ProtobufRecordCodec<>(shapes.get(type));
    }
}
