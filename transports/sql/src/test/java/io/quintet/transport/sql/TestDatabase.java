package io.quintet.transport.sql;

import io.quintet.transport.sql.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty place for messages, groups, a registry and a service's own tables, on one of the databases. */
abstract class TestDatabase {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    static TestDatabase sqlite(Path directory) {
        return new Files(directory);
    }

    /** A schema of its own on the server of all tests. */
    static TestDatabase postgres() {
        return new Schema(PostgresServer.shared(), "test" + SCHEMAS.incrementAndGet());
    }

    /** Settings of the transport and the registry; {@code more} are names and values. */
    abstract Map<String, String> settings(String... more);

    /** Settings of the service's own database. */
    abstract Map<String, String> serviceSettings();

    /** A connection to the service's own database, as the application would open one. */
    abstract Connection service() throws SQLException;

    /** A connection to where the registry's entries are. */
    abstract Connection registry() throws SQLException;

    /** What a query on the messages finds. */
    abstract List<String> messages(String sql);

    /** What a query on the groups finds. */
    abstract List<String> groups(String sql);

    /** An expression that shows bytes as text. */
    abstract String text(String column);

    /** What a query on the service's own tables finds. */
    List<String> service(String sql) {
        try (Connection connection = service()) {
            return rows(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void executeOnService(String... statements) {
        try (Connection connection = service();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(String.join("; ", statements), e);
        }
    }

    long messageNumber(String sql) {
        return Long.parseLong(messages(sql).get(0));
    }

    long groupNumber(String sql) {
        return Long.parseLong(groups(sql).get(0));
    }

    SqlMessageTransport transport(String... more) {
        return new SqlMessageTransport(
                Fixtures.context(java.util.UUID.randomUUID().toString(), settings(more)));
    }

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object value = row.getObject(i);
                    values.add(value instanceof Boolean truth ? truth ? "1" : "0" : String.valueOf(value));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }

    private static final class Files extends TestDatabase {
        private final Path directory;

        Files(Path directory) {
            this.directory = directory;
        }

        @Override
        Map<String, String> settings(String... more) {
            return with(Map.of("directory", directory.toString()), more);
        }

        @Override
        Map<String, String> serviceSettings() {
            return Map.of("url", "jdbc:sqlite:" + directory.resolve("service.db"));
        }

        @Override
        Connection service() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("service.db"));
        }

        @Override
        Connection registry() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("registry.db"));
        }

        @Override
        List<String> messages(String sql) {
            return Inspect.rows(directory.resolve("messages.db"), sql);
        }

        @Override
        List<String> groups(String sql) {
            return Inspect.rows(directory.resolve("groups.db"), sql);
        }

        @Override
        String text(String column) {
            return "CAST(" + column + " AS TEXT)";
        }
    }

    private static final class Schema extends TestDatabase {
        private final String url;
        private final String schema;

        Schema(PostgresServer server, String schema) {
            this.url = server.url("postgres");
            this.schema = schema;
            try (Connection connection = PostgresServer.connect(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            } catch (SQLException e) {
                throw new AssertionError(schema, e);
            }
        }

        @Override
        Map<String, String> settings(String... more) {
            return with(Map.of("url", url, "user", "postgres", "schema", schema), more);
        }

        @Override
        Map<String, String> serviceSettings() {
            return Map.of("url", url + "?currentSchema=" + schema, "user", "postgres", "pool-size", "8");
        }

        @Override
        Connection service() throws SQLException {
            return PostgresServer.connect(url + "?currentSchema=" + schema);
        }

        @Override
        Connection registry() throws SQLException {
            return service();
        }

        @Override
        List<String> messages(String sql) {
            return service(sql);
        }

        @Override
        List<String> groups(String sql) {
            return service(sql);
        }

        @Override
        String text(String column) {
            return "convert_from(" + column + ", 'UTF8')";
        }
    }
}
