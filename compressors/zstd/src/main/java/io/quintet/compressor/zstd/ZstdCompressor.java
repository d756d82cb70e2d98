package io.quintet.compressor.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.quintet.QuintetException;
import io.quintet.spi.Compressor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compressor {@code zstd}: Zstandard, by its native library.
 *
 * <p>A payload is one frame that says how large its content is; one that does not say so is refused, since only its whole content would tell.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878: Zstandard Compression</a>
 */
public final class ZstdCompressor implements Compressor {
    /** For {@link java.util.ServiceLoader}. */
    public ZstdCompressor() {}

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public byte[] compress(byte[] payload) {
        return Zstd.compress(payload);
    }

    @Override
    public byte[] decompress(byte[] compressed, int most) {
        long size = compressed.length == 0 ? -1 : Zstd.getFrameContentSize(compressed); // it cannot look at nothing
        if (size < 0) {
            throw invalid("not a frame of zstd that says how large its content is", null);
        }
        if (size > most) {
            throw invalid(
                    compressed.length + " bytes of zstd become " + size + " (expected: at most " + most + ")", null);
        }
        byte[] payload = new byte[(int) size];
        long read;
        try {
            read = Zstd.decompress(payload, compressed);
        } catch (ZstdException e) {
            throw invalid("damaged zstd: " + e.getMessage(), e);
        }
        if (read != size) {
            throw invalid("damaged zstd: " + (Zstd.isError(read) ? Zstd.getErrorName(read) : read + " bytes"), null);
        }
        return payload;
    }

    private static QuintetException invalid(String why, @Nullable ZstdException cause) {
        QuintetException invalid = QuintetException.invalid("payload: " + why, List.of());
        return cause == null ? invalid : invalid.causedBy(cause);
    }
}
