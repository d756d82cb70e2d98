package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of a transport, each for one thread or guarded by a lock.
 *
 * @param writing messages, for the writer
 * @param catalog messages, for channels
 * @param keeping messages, for retention, which may take long
 * @param reading messages, for the reader
 * @param positions groups: members, leases, positions
 * @param ownership groups, to look up who owns a shard
 * @param dead groups, for dead letters
 */
record Connections(
        Database writing,
        Database catalog,
        Database keeping,
        Database reading,
        Database positions,
        Database ownership,
        Database dead) {

    /** Opens them all, or none. */
    static Connections open(Opener opener) {
        List<Database> open = new ArrayList<>();
        try {
            open.add(opener.messages(Durability.POWER_LOSS));
            open.add(opener.messages(Durability.POWER_LOSS));
            // what power loss brings back here is removed once more
            open.add(opener.messages(Durability.PROCESS_LOSS));
            open.add(opener.messages(Durability.POWER_LOSS));
            open.add(opener.groups(Durability.PROCESS_LOSS));
            open.add(opener.groups(Durability.PROCESS_LOSS));
            open.add(opener.groups(Durability.POWER_LOSS));
            Connections all = new Connections(
                    open.get(0), open.get(1), open.get(2), open.get(3), open.get(4), open.get(5), open.get(6));
            opener.check(all);
            return all;
        } catch (StoreException e) {
            open.forEach(Database::close);
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            open.forEach(Database::close);
            throw e;
        }
    }

    /** Opens one connection after the other; the tables come into being with the first. */
    interface Opener {
        Database messages(Durability durability);

        Database groups(Durability durability);

        /** Whether all belong together; sets what is to be set on them all. */
        void check(Connections all);
    }
}
