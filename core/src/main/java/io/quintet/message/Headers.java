package io.quintet.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

    /** Names and values of about ten headers. */
    private static final int TYPICAL = 24;

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
        byte[][] texts = new byte[pairs.length][];
        int size = 0;
        for (int i = 0; i < pairs.length; i++) {
            texts[i] = pairs[i].getBytes(StandardCharsets.UTF_8);
            size += Varints.bytes(texts[i].length) + texts[i].length;
        }
        byte[] out = new byte[size];
        int at = 0;
        for (byte[] text : texts) {
            at = Varints.put(out, at, text.length);
            System.arraycopy(text, 0, out, at, text.length);
            at += text.length;
        }
        return out;
    }

    /** Reads what {@link #encode()} wrote; an {@link IllegalArgumentException} where the bytes are damaged. */
    public static Headers decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** The same, from a part of an array: {@code length} bytes from {@code offset} on. */
    public static Headers decode(byte[] bytes, int offset, int length) {
        int end = Objects.checkFromIndexSize(offset, length, bytes.length) + length;
        String[] pairs = new String[TYPICAL];
        int count = 0;
        int at = offset;
        while (at < end) {
            int size = 0;
            int shift = 0;
            int b;
            do {
                if (at == end || shift > 28) {
                    throw new IllegalArgumentException("headers: damaged length at byte " + (at - offset));
                }
                b = bytes[at++];
                size |= (b & 0x7f) << shift;
                shift += 7;
            } while (b < 0);
            if (size < 0 || size > end - at) {
                throw new IllegalArgumentException("headers: length " + size + " (expected: <= " + (end - at) + ")");
            }
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, count * 2);
            }
            pairs[count++] = new String(bytes, at, size, StandardCharsets.UTF_8);
            at += size;
        }
        if (count % 2 != 0) {
            throw new IllegalArgumentException("headers: a name without a value");
        }
        return new Headers(Arrays.copyOf(pairs, count));
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
        private final List<String> pairs = new ArrayList<>(TYPICAL);

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
