package io.quintet.runtime;

import io.quintet.spi.RecordCodec;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** Tells of what it writes when that is large. */
final class MeasuredCodec implements RecordCodec<Object> {
    private final RecordCodec<Object> codec;
    private final int most;
    private final IntConsumer large;

    /** {@code large} is told the size of each payload of more than {@code most} bytes. */
    MeasuredCodec(RecordCodec<Object> codec, int most, IntConsumer large) {
        this.codec = codec;
        this.most = most;
        this.large = large;
    }

    @Override
    public byte[] encode(Object value) {
        return measured(codec.encode(value));
    }

    @Override
    public byte[] encodeWithout(Object value, Set<String> components) {
        return measured(codec.encodeWithout(value, components));
    }

    private byte[] measured(byte[] bytes) {
        if (bytes.length > most) {
            large.accept(bytes.length);
        }
        return bytes;
    }

    @Override
    public Object decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    @Override
    public Object decode(byte[] bytes, Map<String, Object> components) {
        return codec.decode(bytes, components);
    }
}
