package io.quintet.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server with a database for each channel; the address is its JDBC URL.
 *
 * @param tables the statements that make what the technology expects to find there
 */
record PostgresBroker(PostgresServer server, List<String> tables) implements Broker {
    PostgresBroker(PostgresServer server) {
        this(server, List.of());
    }

    @Override
    public String create(String channel) throws SQLException {
        return server.create(channel, tables);
    }

    @Override
    public void remove(String channel) throws SQLException {
        server.drop(channel);
    }

    @Override
    public Duration processorTime() {
        return server.processorTime();
    }
}
