package io.quintet.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The databases of one run of the workload: that of the channels, and one for each service. */
sealed interface Database permits SqliteStore, PostgresDatabases.Store, BrokerStore, ZeroMqStore {
    /** What differs between products, for the tables of the workload. */
    enum Dialect {
        /** Writes one transaction after the other, so that the counter is in the order of commits. */
        SQLITE("INTEGER PRIMARY KEY AUTOINCREMENT", "n"),
        /** With {@code track_commit_timestamp=on}. */
        POSTGRES("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "pg_xact_commit_timestamp(xmin), n");

        private final String counter;
        private final String commitOrder;

        Dialect(String counter, String commitOrder) {
            this.counter = counter;
            this.commitOrder = commitOrder;
        }

        String counter() {
            return counter;
        }

        String commitOrder() {
            return commitOrder;
        }
    }

    /** Which product. */
    Dialect dialect();

    /** The settings of the section of the transport {@code sql}, without its prefix; also for the registry. */
    Map<String, String> channels();

    /** What carries the messages, with members that count as dead after so long. */
    default Carrier carrier(Duration lease) {
        Map<String, String> settings = new HashMap<>(channels());
        settings.put("lease", lease.toMillis() + "ms");
        settings.put("handover", "50ms"); // shorter than the longest handlers: what is fenced off is what is to be seen
        return new Carrier("sql", settings, true);
    }

    /** Whether a message whose sender died over it has reached every group or none. */
    default boolean allGroupsOrNone() {
        return true;
    }

    /** The settings of the section {@code database}, without its prefix, of a service. */
    Map<String, String> service(String service);

    /** A connection to a service's database. */
    Connection connect(String service) throws SQLException;
}
