package io.quintet.transport.sql;

import io.quintet.log.Attempts;
import java.util.Map;

/**
 * A shard that a member has become the owner of.
 *
 * @param group subscriber_group.id
 * @param shard which
 * @param token proves the ownership with every write
 * @param position all messages of the shard up to here are settled
 * @param handedOut all messages of the shard up to here may have been delivered before
 * @param orphaned whether the last owner has not given it back: it ended, or was cut off, and may have had messages in hand
 * @param failed by sequence, the attempts that failed, of messages that wait for a retry
 */
record Claim(
        long group,
        int shard,
        long token,
        long position,
        long handedOut,
        boolean orphaned,
        Map<Long, Attempts> failed) {}
