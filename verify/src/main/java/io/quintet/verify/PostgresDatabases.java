package io.quintet.verify;

import io.quintet.cli.CommandFailed;
import io.quintet.servers.Ports;
import io.quintet.servers.Uninterrupted;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL, somebody's or a private one that ends with the run; each run of the workload has schemas of its own. */
final class PostgresDatabases implements Databases {
    private static final int MOST_CONNECTIONS = 400;
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final String run = "verify_" + Long.toString(System.currentTimeMillis(), 36) + "_";
    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedPostgres server;

    private PostgresDatabases(String url, String user, String password, @Nullable EmbeddedPostgres server) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.server = server;
    }

    /** The one at a URL; without one a private one, which keeps its files in a directory and commits as durably as any. */
    static PostgresDatabases open(
            @Nullable String url, @Nullable String user, @Nullable String password, Path directory) {
        PostgresDatabases databases = url == null
                ? start(directory)
                : new PostgresDatabases(url, user == null ? "" : user, password == null ? "" : password, null);
        try (Connection connection = databases.connect(databases.url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW track_commit_timestamp")) {
            row.next();
            if (!row.getString(1).equals("on")) {
                throw new CommandFailed("--url: track_commit_timestamp is " + row.getString(1)
                        + " (expected: on, for the order of commits is what is checked)");
            }
            return databases;
        } catch (SQLException e) {
            databases.close();
            throw new CommandFailed("PostgreSQL: " + e.getMessage(), e);
        } catch (CommandFailed e) {
            databases.close();
            throw e;
        }
    }

    private static PostgresDatabases start(Path directory) {
        return uninterrupted("started", () -> startHere(directory));
    }

    private static <T> T uninterrupted(String what, Callable<T> task) {
        try {
            return Uninterrupted.call(task);
        } catch (CompletionException e) {
            throw new CommandFailed(
                    "PostgreSQL: a private server cannot be " + what + ": " + e.getCause()
                            + " (expected: it can, or --url)",
                    e);
        }
    }

    private static PostgresDatabases startHere(Path directory) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres").toFile())
                .setPort(Ports.free())
                .setPGStartupWait(START_PATIENCE)
                .setRegisterShutdownHook(false) // the run stops it, when it has tidied up
                .setCleanDataDirectory(false) // it goes with the run's directory, when that goes
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("track_commit_timestamp", "on")
                .setServerConfig("max_connections", String.valueOf(MOST_CONNECTIONS))
                .start();
        return new PostgresDatabases(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "", server);
    }

    @Override
    public Database fresh(String name) throws SQLException {
        Store store = store(name);
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String service : Node.WITH_EFFECTS) {
                statement.execute("CREATE SCHEMA " + store.schema(service));
            }
        }
        return store;
    }

    @Override
    public void discard(String name) throws SQLException {
        Store store = store(name);
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String service : Node.WITH_EFFECTS) {
                statement.execute("DROP SCHEMA IF EXISTS " + store.schema(service) + " CASCADE");
            }
            statement.execute("DROP SCHEMA IF EXISTS " + store.name() + " CASCADE");
        }
    }

    /** Named for this run, for the server may be anybody's, and keep what an earlier run has left. */
    private Store store(String name) {
        return new Store(url, user, password, run + name.replace('-', '_'));
    }

    private Connection connect(String to) throws SQLException {
        return new Store(to, user, password, "").connectTo(to);
    }

    private static String with(String url, String parameter) {
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    @Override
    public void close() {
        EmbeddedPostgres own = server;
        if (own != null) {
            uninterrupted("stopped", () -> {
                own.close();
                return true;
            });
        }
    }

    /**
     * The schemas of one run.
     *
     * @param name that of the channels; the first part of those of the services
     */
    record Store(String url, String user, String password, String name) implements Database {
        private static final Pattern AT = Pattern.compile("//([^:/?]+)(?::(\\d+))?");

        @Override
        public Dialect dialect() {
            return Dialect.POSTGRES;
        }

        String schema(String service) {
            return (name + "_" + service).toLowerCase(Locale.ROOT);
        }

        @Override
        public Map<String, String> channels() {
            return login(Map.of("url", url, "schema", name));
        }

        @Override
        public Map<String, String> service(String service) {
            return login(Map.of("url", with(url, "currentSchema=" + schema(service))));
        }

        private Map<String, String> login(Map<String, String> settings) {
            Map<String, String> all = new HashMap<>(settings);
            if (!user.isEmpty()) {
                all.put("user", user);
            }
            if (!password.isEmpty()) {
                all.put("password", password);
            }
            return all;
        }

        @Override
        public Connection connect(String service) throws SQLException {
            return connectTo(with(url, "currentSchema=" + schema(service)));
        }

        /** Where the server is. */
        InetSocketAddress address() {
            Matcher at = AT.matcher(url);
            if (!at.find()) {
                throw new CommandFailed("--url: no host in it (expected: jdbc:postgresql://host:port/database)");
            }
            String port = at.group(2);
            return new InetSocketAddress(at.group(1), port == null ? 5432 : Integer.parseInt(port));
        }

        /** The same by way of another address. */
        Store through(InetSocketAddress proxy) {
            String other = "//" + proxy.getAddress().getHostAddress() + ":" + proxy.getPort();
            return new Store(AT.matcher(url).replaceFirst(other), user, password, name);
        }

        Connection connectTo(String to) throws SQLException {
            Properties properties = new Properties();
            properties.putAll(login(Map.of()));
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", "20");
            return DriverManager.getConnection(to, properties);
        }
    }
}
