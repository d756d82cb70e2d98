package io.quintet.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message: immutable, few, in the order they were set, names unique. Equal to others of the same names and values in
 * whatever order, for not every transport keeps it.
 *
 * <p>Kept as one array of alternating names and values: with about ten headers a linear search beats a hash table.
 */
public final class Headers {
    /** The most bytes that the headers of one message may take, names and values together, in UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final Headers EMPTY = new Headers(new String[0]);

    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /** No headers. */
    public static Headers empty() {
        return EMPTY;
    }

    /** One header. */
    public static Headers of(String name, String value) {
        return new Headers(new String[] {name, value});
    }

    /** Starts with none. */
    public static Builder builder() {
        return new Builder();
    }

    /** The value, or null where the header is absent. */
    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** The same headers with one set. */
    public Headers with(String name, String value) {
        return toBuilder().set(name, value).build();
    }

    /** The same headers without one. */
    public Headers without(String name) {
        Builder builder = new Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equals(name)) {
                builder.set(pairs[i], pairs[i + 1]);
            }
        }
        return builder.build();
    }

    /** A builder that starts with these. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.pairs.addAll(Arrays.asList(pairs));
        return builder;
    }

    /** Visits name and value of each. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < pairs.length; i += 2) {
            visitor.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** How many there are. */
    public int size() {
        return pairs.length / 2;
    }

    /** The wire form of log-shaped transports: per string its length in UTF-8 bytes as a varint, then the bytes. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 + pairs.length * 16);
        for (String text : pairs) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int length = bytes.length;
            while (length > 0x7f) {
                out.write((length & 0x7f) | 0x80);
                length >>>= 7;
            }
            out.write(length);
            out.write(bytes, 0, bytes.length);
        }
        return out.toByteArray();
    }

    /** Reads what {@link #encode()} wrote; an {@link IllegalArgumentException} where the bytes are damaged. */
    public static Headers decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<String> pairs = new ArrayList<>(24);
        while (in.hasRemaining()) {
            int length = 0;
            int shift = 0;
            int b;
            do {
                if (!in.hasRemaining() || shift > 28) {
                    throw new IllegalArgumentException("headers: damaged length at byte " + in.position());
                }
                b = in.get();
                length |= (b & 0x7f) << shift;
                shift += 7;
            } while (b < 0);
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException(
                        "headers: length " + length + " (expected: <= " + in.remaining() + ")");
            }
            pairs.add(new String(bytes, in.position(), length, StandardCharsets.UTF_8));
            in.position(in.position() + length);
        }
        if (pairs.size() % 2 != 0) {
            throw new IllegalArgumentException("headers: a name without a value");
        }
        return new Headers(pairs.toArray(String[]::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Headers headers) || headers.pairs.length != pairs.length) {
            return false;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].equals(headers.get(pairs[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            sum += pairs[i].hashCode() ^ pairs[i + 1].hashCode();
        }
        return sum;
    }

    @Override
    public String toString() {
        return Arrays.toString(pairs);
    }

    /** Collects headers; a name set twice keeps the last value. */
    public static final class Builder {
        private final List<String> pairs = new ArrayList<>(24);

        private Builder() {}

        /** Sets one. */
        public Builder set(String name, String value) {
            for (int i = 0; i < pairs.size(); i += 2) {
                if (pairs.get(i).equals(name)) {
                    pairs.set(i + 1, value);
                    return this;
                }
            }
            pairs.add(name);
            pairs.add(value);
            return this;
        }

        /** Sets one unless the value is null. */
        public Builder setIfPresent(String name, @Nullable String value) {
            return value == null ? this : set(name, value);
        }

        /** The headers. */
        public Headers build() {
            return pairs.isEmpty() ? EMPTY : new Headers(pairs.toArray(String[]::new));
        }
    }
}
