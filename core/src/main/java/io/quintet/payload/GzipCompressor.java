package io.quintet.payload;

import io.quintet.QuintetException;
import io.quintet.spi.Compressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The compressor {@code gzip}, that of the JDK. */
public final class GzipCompressor implements Compressor {
    /** For {@link java.util.ServiceLoader}. */
    public GzipCompressor() {}

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public byte[] compress(byte[] payload) {
        return compressed(payload);
    }

    @Override
    public byte[] decompress(byte[] compressed, int most) {
        byte[] payload;
        try {
            payload = inflated(compressed, most);
        } catch (IOException e) {
            throw QuintetException.invalid("payload: not gzip, or cut off: " + e.getMessage(), List.of())
                    .causedBy(e);
        }
        if (payload == null) {
            throw QuintetException.invalid(
                    "payload: " + compressed.length + " bytes of gzip become more than " + most + " (expected: at most "
                            + most + ")",
                    List.of());
        }
        return payload;
    }

    /** The bytes, compressed. */
    public static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /**
     * What was compressed; null when it is more than {@code most} bytes, of which no more are made.
     *
     * @throws IOException when it is not gzip, or cut off
     */
    public static byte @Nullable [] inflated(byte[] compressed, int most) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = new byte[Math.clamp(compressed.length * 4L, 64, Math.max(64, most))];
            int length = 0;
            while (true) {
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return Arrays.copyOf(bytes, length);
                }
                length += read;
                if (length > most) {
                    return null;
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(most + 1L, bytes.length * 2L));
                }
            }
        }
    }
}
