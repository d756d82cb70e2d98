package io.quintet.verify;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages over a broker, and SQLite files for all else.
 *
 * @param files those
 * @param broker what it is
 * @param address where it is
 * @param prefix of the names on it of this run
 */
record BrokerStore(SqliteStore files, Broker broker, String address, String prefix) implements Database {
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
        Map<String, String> settings = new HashMap<>(broker.settings(lease));
        settings.put("url", address);
        settings.put("prefix", prefix);
        return new Carrier(broker.transport(), settings, false);
    }

    @Override
    public boolean allGroupsOrNone() {
        return broker.allGroupsOrNone();
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
    BrokerStore through(InetSocketAddress proxy) {
        return new BrokerStore(files, broker, Broker.through(address, proxy), prefix);
    }
}
