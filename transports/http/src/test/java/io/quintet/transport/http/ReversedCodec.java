package io.quintet.transport.http;

import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.util.Map;
import java.util.Set;

/** A second format, found as any other on the class path: JSON, last byte first. */
public final class ReversedCodec implements Codec {
    static final String MEDIA_TYPE = "application/x-reversed";

    private final JsonCodec json = new JsonCodec();

    static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }

    @Override
    public String name() {
        return "reversed";
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public <T> RecordCodec<T> of(Class<T> type) {
        RecordCodec<T> inner = json.of(type);
        return new RecordCodec<>() {
            @Override
            public byte[] encode(T value) {
                return reversed(inner.encode(value));
            }

            @Override
            public byte[] encodeWithout(T value, Set<String> components) {
                return reversed(inner.encodeWithout(value, components));
            }

            @Override
            public T decode(byte[] bytes) {
                return inner.decode(reversed(bytes));
            }

            @Override
            public T decode(byte[] bytes, Map<String, Object> components) {
                return inner.decode(reversed(bytes), components);
            }
        };
    }
}
