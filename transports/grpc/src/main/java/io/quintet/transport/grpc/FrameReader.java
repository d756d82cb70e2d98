package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.net.BodyReader;
import org.jspecify.annotations.Nullable;

/** Messages from a body that comes in pieces; a message is taken when it is asked for, so that the peer is held back meanwhile. */
final class FrameReader {
    private final BodyReader body;
    private final int most;
    private final @Nullable String encoding;
    private byte[] buffer = new byte[0];
    private int from;
    private int to;

    FrameReader(BodyReader body, int most, @Nullable String encoding) {
        this.body = body;
        this.most = most;
        this.encoding = encoding;
    }

    /**
     * Blocks for the next message; null at the end.
     *
     * @throws QuintetException as {@link BodyReader#take} and {@link Frames#length}; INTERNAL when the body ends within one
     */
    byte @Nullable [] next() {
        if (!fill(Frames.HEAD)) {
            return null;
        }
        int length = Frames.length(buffer, from, most, encoding);
        if (!fill(Frames.HEAD + length)) {
            throw cutOff();
        }
        byte[] message = Frames.message(buffer, from, length, most);
        from += Frames.HEAD + length;
        return message;
    }

    /** Takes pieces until there are that many bytes; false at the end, with nothing left. */
    private boolean fill(int bytes) {
        while (to - from < bytes) {
            byte[] piece = body.take();
            if (piece != null) {
                add(piece, bytes);
            } else if (from < to) {
                throw cutOff();
            } else {
                return false;
            }
        }
        return true;
    }

    // a large message grows in one array of its size at most doubled, and is not copied with every piece of it
    private void add(byte[] piece, int wanted) {
        int held = to - from;
        if (held == 0) {
            buffer = piece;
        } else if (to + piece.length <= buffer.length) {
            System.arraycopy(piece, 0, buffer, to, piece.length);
            to += piece.length;
            return;
        } else {
            byte[] larger = new byte[Math.max(held + piece.length, Math.min(wanted, 2 * (held + piece.length)))];
            System.arraycopy(buffer, from, larger, 0, held);
            System.arraycopy(piece, 0, larger, held, piece.length);
            buffer = larger;
        }
        from = 0;
        to = held + piece.length;
    }

    private static QuintetException cutOff() {
        return Frames.failure(Code.INTERNAL, "body ends within a message (expected: all of it)");
    }
}
