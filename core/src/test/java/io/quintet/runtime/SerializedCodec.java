package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Java serialization: enough of a codec for tests of what is above codecs. */
public final class SerializedCodec implements Codec {
    @Override
    public String name() {
        return "serialized";
    }

    @Override
    public String mediaType() {
        return "application/x-java-serialized-object";
    }

    @Override
    public <T> RecordCodec<T> of(Class<T> type) {
        return new RecordCodec<>() {
            @Override
            public byte[] encode(T value) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(value);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return bytes.toByteArray();
            }

            @Override
            public T decode(byte[] bytes) {
                try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                    return type.cast(in.readObject());
                } catch (IOException | ClassNotFoundException | ClassCastException e) {
                    throw QuintetException.invalid("not a " + type, List.of(new Violation("", e.toString())))
                            .causedBy(e);
                }
            }

            @Override
            public byte[] encodeWithout(T value, Set<String> components) {
                throw new UnsupportedOperationException("paths belong to HTTP");
            }

            @Override
            public T decode(byte[] bytes, Map<String, Object> components) {
                throw new UnsupportedOperationException("paths belong to HTTP");
            }
        };
    }
}
