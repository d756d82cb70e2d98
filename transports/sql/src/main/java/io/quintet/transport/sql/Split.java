package io.quintet.transport.sql;

import io.quintet.log.LeastBusy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The shards of a group, of which a member owns some.
 *
 * @param group subscriber_group.id
 * @param shards by how many the group reads the channel
 * @param owned by number
 */
record Split(long group, int shards, Map<Integer, OwnedShard> owned) {
    /** Before anything is owned. */
    static Split none(long group, int shards) {
        return new Split(group, shards, Map.of());
    }

    Split with(List<OwnedShard> gained) {
        Map<Integer, OwnedShard> all = new HashMap<>(owned);
        gained.forEach(shard -> all.put(shard.number(), shard));
        return new Split(group, shards, Map.copyOf(all));
    }

    /** Without those; one that was gained anew under the same number stays. */
    Split without(Collection<OwnedShard> lost) {
        Map<Integer, OwnedShard> rest = new HashMap<>(owned);
        lost.forEach(shard -> rest.remove(shard.number(), shard));
        return new Split(group, shards, Map.copyOf(rest));
    }

    /** Without those that hold more than so many messages. */
    Split readable(int most) {
        List<OwnedShard> full = new ArrayList<>(0);
        for (OwnedShard shard : owned.values()) {
            if (shard.dispatch().full(most)) {
                full.add(shard);
            }
        }
        return full.isEmpty() ? this : without(full);
    }

    /** By shard, what proves the ownership. */
    Map<Integer, Long> tokens() {
        return owned.values().stream().collect(Collectors.toMap(OwnedShard::number, OwnedShard::token));
    }

    /** Stops what is beyond the fair share; those first that are the least busy. */
    void shed(int fair) {
        List<OwnedShard> staying =
                owned.values().stream().filter(shard -> !shard.stopping()).toList();
        LeastBusy.of(staying, staying.size() - fair, OwnedShard::dispatch).forEach(OwnedShard::stop);
    }

    /** Whether some are stopped and not given back yet. */
    boolean stopping() {
        return owned.values().stream().anyMatch(OwnedShard::stopping);
    }
}
