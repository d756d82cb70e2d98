package io.quintet.verify;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * Messages over a Kafka, and SQLite files for all else.
 *
 * @param files those
 * @param address where Kafka is
 * @param prefix of the topics of this run
 */
record KafkaStore(SqliteStore files, String address, String prefix) implements Database {
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);

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
        Duration session = lease.compareTo(SHORTEST_SESSION) < 0 ? SHORTEST_SESSION : lease;
        return new Carrier(
                "kafka",
                Map.of(
                        "url",
                        address,
                        "prefix",
                        prefix,
                        "session",
                        session.toMillis() + "ms",
                        "handover", // shorter than the longest handlers: what is fenced off is what is to be seen
                        "50ms",
                        "send-timeout",
                        "5s"),
                false);
    }

    @Override
    public Map<String, String> service(String service) {
        return files.service(service);
    }

    @Override
    public Connection connect(String service) throws SQLException {
        return files.connect(service);
    }

    /** The same by way of another address. */
    KafkaStore through(InetSocketAddress proxy) {
        return new KafkaStore(files, proxy.getAddress().getHostAddress() + ":" + proxy.getPort(), prefix);
    }
}
