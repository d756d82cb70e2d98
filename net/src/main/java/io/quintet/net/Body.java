package io.quintet.net;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** Collects a body up to a limit; most bodies come in one piece, which is then copied once. Confined to its event loop. */
final class Body {
    private static final byte[] NOTHING = new byte[0];

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    Body(int limit) {
        this.limit = limit;
    }

    /** Takes a piece; false when the body is now over the limit, and what was collected is dropped. */
    boolean add(Buffer piece) {
        int more = piece.length();
        if (more > limit - length) {
            bytes = NOTHING;
            return false;
        }
        if (length == 0) {
            bytes = piece.getBytes();
        } else {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max((long) length + more, bytes.length * 2L)));
            }
            piece.getBytes(bytes, length);
        }
        length += more;
        return true;
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
