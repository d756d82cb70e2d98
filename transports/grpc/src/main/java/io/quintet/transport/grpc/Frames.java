package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message is wrapped in: a byte that says whether it is compressed, its length in four bytes, and the message. */
final class Frames {
    static final int HEAD = 5;
    static final byte COMPRESSED = 1;

    private Frames() {}

    static byte[] of(byte flag, byte[] message) {
        byte[] frame = new byte[HEAD + message.length];
        frame[0] = flag;
        frame[1] = (byte) (message.length >>> 24);
        frame[2] = (byte) (message.length >>> 16);
        frame[3] = (byte) (message.length >>> 8);
        frame[4] = (byte) message.length;
        System.arraycopy(message, 0, frame, HEAD, message.length);
        return frame;
    }

    /** A message that is not compressed. */
    static byte[] of(byte[] message) {
        return of((byte) 0, message);
    }

    /**
     * The length of the message whose frame begins there, as it is on the wire.
     *
     * @param encoding how the peer said that it compresses; null where it did not
     * @throws QuintetException RESOURCE_EXHAUSTED when it is over {@code most}, INTERNAL when its flag is not what was said
     */
    static int length(byte[] bytes, int at, int most, @Nullable String encoding) {
        byte flag = bytes[at];
        if (flag != 0 && (flag != COMPRESSED || !Packing.GZIP.equals(encoding))) {
            throw failure(
                    Code.INTERNAL,
                    "message with flag " + flag + " and " + Packing.ENCODING + " "
                            + (encoding == null ? "absent" : encoding)
                            + " (expected: 0, or 1 where the encoding is gzip)");
        }
        long length = ((bytes[at + 1] & 0xffL) << 24)
                | ((bytes[at + 2] & 0xffL) << 16)
                | ((bytes[at + 3] & 0xffL) << 8)
                | (bytes[at + 4] & 0xffL);
        if (length > most) {
            throw failure(Code.RESOURCE_EXHAUSTED, "message of " + length + " bytes (expected: at most " + most + ")");
        }
        return (int) length;
    }

    /** The message of a frame that is there as a whole, inflated where it was compressed. */
    static byte[] message(byte[] bytes, int at, int length, int most) {
        byte[] message = Arrays.copyOfRange(bytes, at + HEAD, at + HEAD + length);
        return bytes[at] == 0 ? message : Packing.unpack(message, most);
    }

    /**
     * The message of a body that is one frame.
     *
     * @throws QuintetException as {@link #length}; INVALID_ARGUMENT when it is not just one
     */
    static byte[] only(byte[] body, int most, @Nullable String encoding) {
        if (body.length < HEAD) {
            throw QuintetException.invalid("body of " + body.length + " bytes (expected: one message)", List.of());
        }
        int length = length(body, 0, most, encoding);
        if (length != body.length - HEAD) {
            throw QuintetException.invalid(
                    "message of " + length + " bytes in a body of " + body.length + " (expected: one message, " + HEAD
                            + " bytes before it, and no more)",
                    List.of());
        }
        return message(body, 0, length, most);
    }

    static QuintetException failure(Code code, String message) {
        return QuintetException.concluded(code, FailureMode.RESPONSE, message);
    }
}
