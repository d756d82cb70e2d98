package io.quintet.transport.sql;

import io.quintet.message.Headers;

/**
 * A message ready to be written.
 *
 * @param shard where it goes
 * @param headers as of {@link Headers#encode()}
 * @param payload as given
 */
@SuppressWarnings("ArrayRecordComponent") // passed on to the writer, never compared
record Outgoing(int shard, byte[] headers, byte[] payload) {
    int bytes() {
        return headers.length + payload.length;
    }
}
