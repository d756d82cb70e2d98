package io.quintet.transport.sql;

import java.util.List;

/**
 * What a sign of life brought.
 *
 * @param alive false when the member was declared dead in the meantime and has lost all its shards
 * @param fair how many shards it should own
 * @param gained shards that it owns from now on
 */
record Share(boolean alive, int fair, List<Claim> gained) {
    static final Share LOST = new Share(false, 0, List.of());
}
