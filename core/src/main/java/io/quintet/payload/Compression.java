package io.quintet.payload;

import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Compressor;
import io.quintet.type.Misfit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that are compressed, as a header says.
 *
 * @param chosen what compresses; null where nothing is compressed here
 * @param threshold payloads of more bytes are compressed
 * @param known what may have compressed what arrives, by name
 * @param most the most bytes that are made of a compressed payload
 */
record Compression(@Nullable Compressor chosen, int threshold, Map<String, Compressor> known, int most) {
    /** Payloads up to so many bytes stay as they are. */
    int above() {
        return chosen == null ? Integer.MAX_VALUE : threshold;
    }

    /** The message with its payload compressed, where that makes it smaller. */
    Message of(Message message) {
        byte[] payload = message.payload();
        if (chosen == null || payload.length <= threshold) {
            return message;
        }
        byte[] compressed = chosen.compress(payload);
        return compressed.length < payload.length
                ? new Message(message.headers().with(HeaderNames.CONTENT_ENCODING, chosen.name()), compressed)
                : message;
    }

    /** The message as it was before it was compressed; the same where it was not. */
    Message undo(Message message) {
        String name = message.header(HeaderNames.CONTENT_ENCODING);
        if (name == null) {
            return message;
        }
        Compressor compressor = known.get(name);
        if (compressor == null) {
            throw QuintetException.invalid(
                    "header contentencoding: " + Misfit.quoted(name) + " (expected: one of "
                            + String.join(", ", new TreeSet<>(known.keySet())) + ", the compressors on the class path)",
                    List.of());
        }
        return new Message(
                message.headers().without(HeaderNames.CONTENT_ENCODING),
                compressor.decompress(message.payload(), most));
    }
}
