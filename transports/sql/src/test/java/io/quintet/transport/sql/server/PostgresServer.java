package io.quintet.transport.sql.server;

import io.quintet.servers.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server, durable as in production. One serves all tests of a JVM; it starts with the first that needs it and ends
 * with the JVM.
 */
public final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable PostgresServer shared;

    private final Path data;
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres running;

    private PostgresServer(Path data) {
        this.data = data;
    }

    /** The one of all tests. */
    public static synchronized PostgresServer shared() {
        PostgresServer server = shared;
        if (server == null) {
            server = own();
            shared = server;
        }
        return server;
    }

    /** One more, to be stopped and started at will. */
    public static PostgresServer own() {
        try {
            PostgresServer server = new PostgresServer(Files.createTempDirectory("quintet-postgres-"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with what it had stored, on the port that it had. */
    public synchronized void start() {
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setPort(port)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("recovery_init_sync_method", "syncfs")
                    .setPGStartupWait(Duration.ofSeconds(90))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash would, and waits until it has ended; connections break. */
    public synchronized void stop() {
        EmbeddedPostgres server = running;
        running = null;
        if (server == null) {
            return;
        }
        try {
            quit(Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip()));
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By itself the library waits five seconds for an orderly end, and then no more. */
    private static void quit(long pid) throws IOException {
        ProcessHandle server = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("the server ended by itself, process " + pid));
        new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).inheritIO().start();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the server is still there after a minute, process " + pid);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void remove() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on, on loopback. */
    public int port() {
        return port;
    }

    /** The URL of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The URL of an empty database. */
    public String freshDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = connect(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " STRATEGY file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException("CREATE DATABASE " + name, e);
        }
        return url(name);
    }

    /** As the superuser. */
    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", "");
    }
}
