package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be written.
 *
 * @param key decides with the channel's shards where it goes
 * @param turn decides where it goes without a key
 * @param notBefore when it is due, in milliseconds since 1970; 0 for at once
 * @param headers as of {@link Headers#encode()}
 * @param payload as given
 */
@SuppressWarnings("ArrayRecordComponent") // passed on to the writer, never compared
record Outgoing(@Nullable String key, int turn, long notBefore, byte[] headers, byte[] payload) {
    /** Where it goes. */
    int shardIn(Channel channel) {
        return key != null ? channel.shardOf(key) : Math.floorMod(turn, channel.shards());
    }

    int bytes() {
        return headers.length + payload.length;
    }
}
