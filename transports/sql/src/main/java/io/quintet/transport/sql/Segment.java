package io.quintet.transport.sql;

import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.util.Arrays;

/**
 * Messages of consecutive sequences, packed.
 *
 * <p>The bytes: the number of messages, then for each its shard, the length of its headers, the length of its payload, the headers
 * as of {@link Headers#encode()}, the payload. All numbers are varints.
 */
final class Segment {
    private Segment() {}

    private static int varint(byte[] out, int at, int value) {
        int position = at;
        int rest = value;
        while (rest > 0x7f) {
            out[position++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out[position++] = (byte) rest;
        return position;
    }

    /** Collects the bodies of the messages; the count is put before them at the end. */
    static final class Writer {
        private static final int MOST_VARINT_BYTES = 5;

        private byte[] body = new byte[64 * 1024];
        private int length = MOST_VARINT_BYTES;
        private int count;

        void add(Outgoing message, int shard) {
            byte[] headers = message.headers();
            byte[] payload = message.payload();
            int needed = length + 3 * MOST_VARINT_BYTES + headers.length + payload.length;
            if (needed > body.length) {
                body = Arrays.copyOf(body, Math.max(needed, 2 * body.length));
            }
            length = varint(body, length, shard);
            length = varint(body, length, headers.length);
            length = varint(body, length, payload.length);
            System.arraycopy(headers, 0, body, length, headers.length);
            length += headers.length;
            System.arraycopy(payload, 0, body, length, payload.length);
            length += payload.length;
            count++;
        }

        int count() {
            return count;
        }

        int bytes() {
            return length;
        }

        byte[] body() {
            byte[] number = new byte[MOST_VARINT_BYTES];
            int size = varint(number, 0, count);
            System.arraycopy(number, 0, body, MOST_VARINT_BYTES - size, size);
            return Arrays.copyOfRange(body, MOST_VARINT_BYTES - size, length);
        }
    }

    /** Steps through the messages; decodes only what is asked for. */
    static final class Reader {
        private final byte[] body;
        private final long last;
        private final int shards;
        private int at;
        private int left;
        private long seq;
        private int shard;
        private int headersAt;
        private int payloadAt;

        Reader(byte[] body, long last, int shards) {
            this.body = body;
            this.last = last;
            this.shards = shards;
            this.left = varint();
            this.seq = last - left;
        }

        /** Goes to the next message, if there is one. */
        boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            seq++;
            shard = varint();
            int headers = varint();
            int payload = varint();
            headersAt = at;
            payloadAt = at + headers;
            at = payloadAt + payload;
            return true;
        }

        long seq() {
            return seq;
        }

        long last() {
            return last;
        }

        /** By how many the messages were split. */
        int shards() {
            return shards;
        }

        int shard() {
            return shard;
        }

        Message message() {
            return new Message(
                    Headers.decode(Arrays.copyOfRange(body, headersAt, payloadAt)),
                    Arrays.copyOfRange(body, payloadAt, at));
        }

        private int varint() {
            int value = 0;
            int shift = 0;
            byte b;
            do {
                b = body[at++];
                value |= (b & 0x7f) << shift;
                shift += 7;
            } while (b < 0);
            return value;
        }
    }
}
