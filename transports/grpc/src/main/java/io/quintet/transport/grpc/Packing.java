package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.payload.GzipCompressor;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the messages of one direction: {@code gzip} where they are large enough to gain, or nothing.
 *
 * @param above the size from which a message is compressed
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/compression.md">gRPC compression</a>
 */
record Packing(int above) {
    /** How messages of this direction may be compressed. */
    static final String ENCODING = "grpc-encoding";

    /** What the peer may send. */
    static final String ACCEPTED = "grpc-accept-encoding";

    static final String GZIP = "gzip";
    static final String READABLE = "identity,gzip";
    static final Packing NONE = new Packing(Integer.MAX_VALUE);

    private static final List<String> SAID = List.of(ENCODING, GZIP);

    /** The headers that say so. */
    List<String> headers() {
        return packs() ? SAID : List.of();
    }

    boolean packs() {
        return above != Integer.MAX_VALUE;
    }

    /** The message with what it is wrapped in. */
    byte[] frame(byte[] message) {
        return message.length < above
                ? Frames.of((byte) 0, message)
                : Frames.of(Frames.COMPRESSED, GzipCompressor.compressed(message));
    }

    /** The same, if the peer lists gzip among what it takes. */
    Packing forPeer(@Nullable String accepted) {
        return packs() && accepted != null && lists(accepted) ? this : NONE;
    }

    private static boolean lists(String accepted) {
        for (int from = 0; from <= accepted.length(); ) {
            int comma = accepted.indexOf(',', from);
            int end = comma < 0 ? accepted.length() : comma;
            if (accepted.substring(from, end).strip().equalsIgnoreCase(GZIP)) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }

    /** Whether messages that are said to have that encoding can be read. */
    static boolean readable(@Nullable String encoding) {
        return encoding == null || encoding.equals(GZIP) || encoding.equals("identity");
    }

    /** A message that was compressed. */
    static byte[] unpack(byte[] packed, int most) {
        try {
            byte[] message = GzipCompressor.inflated(packed, most);
            if (message == null) {
                throw Frames.failure(
                        Code.RESOURCE_EXHAUSTED,
                        "message over " + most + " bytes once it is inflated (expected: at most that)");
            }
            return message;
        } catch (IOException e) {
            throw Frames.failure(Code.INTERNAL, "compressed message: not gzip, or cut off (" + e.getMessage() + ")");
        }
    }
}
