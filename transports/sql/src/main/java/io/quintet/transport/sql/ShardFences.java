package io.quintet.transport.sql;

import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Keeps handlers of a shard's former owner from committing after those of its next one, on a server where transactions run side by
 * side.
 *
 * <p>Each handler holds a lock on its shard, shared with the others, until it commits, and looks after it has the lock whether the shard is
 * still owned here. The first handler under a new token takes the lock alone: that waits for every handler of the former owner that is
 * in the middle of its transaction, and whoever comes later finds the shard lost. Safe for use by many threads.
 */
final class ShardFences {
    private final Map<Long, Long> tokens = new ConcurrentHashMap<>();

    void enter(ServiceSession session, String group, List<Delivery> deliveries) throws SQLException {
        Map<Long, Long> shards = new TreeMap<>(); // all in one order, so that no two transactions wait for each other
        for (Delivery delivery : deliveries) {
            Fence fence = delivery.fence();
            if (!fence.shard().isEmpty()) {
                shards.merge(key(group, fence.shard()), fence.token(), Math::max);
            }
        }
        if (shards.isEmpty()) {
            return;
        }
        if (shards.entrySet().stream().noneMatch(this::isNew)) {
            lock(
                    session,
                    "SELECT pg_advisory_xact_lock_shared(shard) FROM unnest(CAST(? AS bigint[])) AS shard",
                    shards);
            return;
        }
        for (Map.Entry<Long, Long> shard : shards.entrySet()) {
            String function = isNew(shard) ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
            lock(
                    session,
                    "SELECT " + function + "(shard) FROM unnest(CAST(? AS bigint[])) AS shard",
                    Map.of(shard.getKey(), shard.getValue()));
            tokens.merge(shard.getKey(), shard.getValue(), Math::max);
        }
    }

    private boolean isNew(Map.Entry<Long, Long> shard) {
        return shard.getValue() > tokens.getOrDefault(shard.getKey(), Long.MIN_VALUE);
    }

    private static void lock(ServiceSession session, String sql, Map<Long, Long> shards) throws SQLException {
        String keys = shards.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        new Command(session.database(), sql).list(row -> 1, keys);
    }

    private static long key(String group, String shard) {
        byte[] digest = Sha256.of((group + '\0' + shard).getBytes(StandardCharsets.UTF_8));
        long key = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            key = key << 8 | (digest[i] & 0xff);
        }
        return key;
    }
}
