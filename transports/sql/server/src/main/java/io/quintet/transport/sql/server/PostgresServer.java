package io.quintet.transport.sql.server;

import io.quintet.servers.Ports;
import io.quintet.servers.ServerChild;
import io.quintet.servers.ServerProcess;
import io.quintet.servers.Uninterrupted;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, durable as in production. Its program comes with this module, for Linux on x86-64; safe for use by many threads. */
public final class PostgresServer implements ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable PostgresServer shared;

    /** Has the directory; the process is not its own, for the library starts it. */
    private final ServerChild child = ServerChild.of("postgres");

    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres running;

    private PostgresServer() {}

    /** The one of all tests of a JVM. */
    public static synchronized PostgresServer shared() {
        PostgresServer server = shared;
        if (server == null) {
            server = launch();
            server.closeAtExit();
            shared = server;
        }
        return server;
    }

    /** One more; returns when it can be reached. An {@link IllegalStateException} says why it does not start. */
    public static PostgresServer launch() {
        PostgresServer server = new PostgresServer();
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Closes it when this JVM ends: for one that nobody closes. */
    private void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postgres-server"));
    }

    @Override
    public synchronized void start() {
        running = uninterrupted(
                "does not start",
                () -> EmbeddedPostgres.builder()
                        .setDataDirectory(data())
                        .setPort(port)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false) // it would end it before those that use it
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log()))
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log()))
                        .setServerConfig("fsync", "on") // the library turns it off
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("timezone", "UTC")
                        .setServerConfig("recovery_init_sync_method", "syncfs")
                        .setPGStartupWait(PATIENCE)
                        .start());
    }

    private static <T> T uninterrupted(String failure, Callable<T> task) {
        try {
            return Uninterrupted.call(task);
        } catch (CompletionException e) {
            throw new IllegalStateException("postgres " + failure + ": " + e.getCause(), e.getCause());
        }
    }

    private Path data() {
        return child.directory().resolve("data");
    }

    private File log() {
        return child.directory().resolve("server.log").toFile();
    }

    /** As a crash would end it: its own signal for that, for after SIGKILL what it had started would live on for a while. */
    @Override
    public synchronized void kill() {
        EmbeddedPostgres server = running;
        running = null;
        boolean unused = uninterrupted("does not end", () -> {
            quit(); // also one that was started and could not be reached
            if (server != null) {
                server.close();
            }
            return true;
        });
    }

    /** By itself the library waits five seconds for an orderly end, and then no more. */
    private void quit() throws IOException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return; // it has ended by itself
        }
        new ProcessBuilder("kill", "-QUIT", String.valueOf(process.get().pid()))
                .inheritIO()
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.get().isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("still there after " + PATIENCE + ", process "
                        + process.get().pid());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Its parent is not this process: it says itself who it is, and says so no more when it has ended, unless it was killed. */
    private Optional<ProcessHandle> process() throws IOException {
        Path file = data().resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(file).getFirst().strip()))
                        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                : Optional.empty();
    }

    @Override
    public synchronized Duration processorTime() {
        try {
            return process().map(ServerChild::processorTime).orElse(Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        kill();
        child.close();
    }

    @Override
    public int port() {
        return port;
    }

    /** The JDBC URL of its first database, with the user. */
    @Override
    public String address() {
        return url("postgres") + "?user=postgres";
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
