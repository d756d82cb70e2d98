package io.quintet.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * SQLite files in a directory.
 *
 * @param directory new for each run
 */
record SqliteStore(Path directory) implements Database {
    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Map<String, String> channels() {
        return Map.of("directory", directory.resolve("channels").toString());
    }

    @Override
    public Map<String, String> service(String service) {
        return Map.of("url", url(service));
    }

    private String url(String service) {
        return "jdbc:sqlite:" + directory.resolve(service + ".db");
    }

    @Override
    public Connection connect(String service) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "NORMAL");
        return DriverManager.getConnection(url(service), properties);
    }
}
