package io.quintet.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * Messages from process to process over ZeroMQ, and SQLite files for all else.
 *
 * @param files those
 * @param handled whether receipts come when messages are handled: what a process holds that is killed is then still in an outbox
 */
record ZeroMqStore(SqliteStore files, boolean handled) implements Database {
    private static final Duration SHORTEST_LIVENESS = Duration.ofSeconds(1);

    @Override
    public Dialect dialect() {
        return files.dialect();
    }

    @Override
    public Map<String, String> channels() {
        return files.channels();
    }

    @Override
    public Carrier carrier(Duration lease) {
        Duration liveness = lease.compareTo(SHORTEST_LIVENESS) < 0 ? SHORTEST_LIVENESS : lease;
        return new Carrier(
                "zeromq",
                Map.of(
                        "confirm",
                        handled ? "handled" : "received",
                        "patience",
                        "5s",
                        "heartbeat",
                        liveness.dividedBy(4).toMillis() + "ms",
                        "liveness",
                        liveness.toMillis() + "ms"),
                false);
    }

    /** A sender goes from group to group. */
    @Override
    public boolean allGroupsOrNone() {
        return false;
    }

    @Override
    public Map<String, String> service(String service) {
        return files.service(service);
    }

    @Override
    public Connection connect(String service) throws SQLException {
        return files.connect(service);
    }
}
