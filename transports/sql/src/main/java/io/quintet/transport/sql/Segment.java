package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.message.Varints;
import java.util.Arrays;
import java.util.List;

/**
 * Messages of consecutive sequences, packed.
 *
 * <p>The bytes: the number of messages, then for each its shard, the length of its headers, the length of its payload, the headers
 * as of {@link Headers#encode()}, the payload. All numbers are varints.
 */
final class Segment {
    private Segment() {}

    /** The bytes of messages, at least one. */
    static byte[] of(Channel channel, List<Outgoing> messages) {
        int size = Varints.bytes(messages.size());
        int[] shards = new int[messages.size()];
        for (int i = 0; i < shards.length; i++) {
            Outgoing message = messages.get(i);
            shards[i] = message.shardIn(channel);
            size += Varints.bytes(shards[i]) + Varints.bytes(message.headers().length) + message.headers().length;
            size += Varints.bytes(message.payload().length) + message.payload().length;
        }
        byte[] body = new byte[size];
        int at = Varints.put(body, 0, shards.length);
        for (int i = 0; i < shards.length; i++) {
            byte[] headers = messages.get(i).headers();
            byte[] payload = messages.get(i).payload();
            at = Varints.put(body, at, shards[i]);
            at = Varints.put(body, at, headers.length);
            at = Varints.put(body, at, payload.length);
            System.arraycopy(headers, 0, body, at, headers.length);
            at += headers.length;
            System.arraycopy(payload, 0, body, at, payload.length);
            at += payload.length;
        }
        return body;
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
                    Headers.decode(body, headersAt, payloadAt - headersAt), Arrays.copyOfRange(body, payloadAt, at));
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
