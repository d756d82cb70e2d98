package io.quintet.transport.sql;

import java.util.List;

/**
 * What a sign of life brought.
 *
 * @param alive false when the member was declared dead in the meantime and has lost all its shards
 * @param shards by how many shards the group reads the channel
 * @param fair how many shards it should own
 * @param gained shards that it owns from now on
 */
record Share(boolean alive, int shards, int fair, List<Claim> gained) {
    static final Share LOST = new Share(false, 0, 0, List.of());
}
