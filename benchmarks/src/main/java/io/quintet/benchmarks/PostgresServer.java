package io.quintet.benchmarks;

import io.quintet.servers.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with a data directory and a port of its own, which forces every commit to the disk; all other settings are the
 * server's own, but that it keeps the files of its log.
 *
 * <p>A server that has been up for a while writes over the files of its log; a new one makes each, and all commits wait meanwhile, here
 * for 80 to 125 ms about once a second. So the log is gone through once before anything is measured.
 *
 * <p>Its parent is not this process, so it is stopped by its id.
 */
final class PostgresServer {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");
    /** As much as the server lets its log grow to between two checkpoints, 1 GB, in files of 16 MB. */
    private static final int LOG_FILES = 64;

    private final int port;
    private final ProcessHandle process;
    private String description = "";

    private PostgresServer(int port, ProcessHandle process) {
        this.port = port;
        this.process = process;
    }

    /** Starts one that ends with {@code children}. */
    @SuppressWarnings("resource") // the library would stop it with another process, which a shutdown may kill first
    static PostgresServer start(Children children) throws IOException, SQLException {
        Path home = children.directory("postgres");
        Path data = home.resolve("data");
        File log = home.resolve("server.log").toFile();
        children.onClose(() -> find(data).ifPresent(process -> stop(process, data)));
        EmbeddedPostgres embedded = EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_PATIENCE)
                .setOverrideWorkingDirectory(home.toFile())
                .setDataDirectory(data)
                .setPort(Ports.free())
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setServerConfig("fsync", "on") // the library turns both off
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("min_wal_size", "1GB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start();
        ProcessHandle process =
                find(data).orElseThrow(() -> new IllegalStateException("PostgreSQL: ended at once, see " + log));
        PostgresServer server = new PostgresServer(embedded.getPort(), process);
        for (String setting : DURABLE) {
            String value = server.show(setting);
            if (!value.equals("on")) {
                throw new IllegalStateException("PostgreSQL: " + setting + " = " + value + " (expected: on)");
            }
        }
        server.fillLog();
        server.description = server.describe();
        return server;
    }

    private void fillLog() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < LOG_FILES; i++) {
                statement.execute("SELECT pg_logical_emit_message(true, 'quintet', 'file'); SELECT pg_switch_wal()");
            }
            statement.execute("CHECKPOINT");
        }
    }

    /** What it said of its own durability when it began. */
    String description() {
        return description;
    }

    private String describe() throws SQLException {
        StringBuilder text = new StringBuilder("PostgreSQL ").append(show("server_version"));
        for (String setting : List.of(
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "wal_sync_method",
                "min_wal_size",
                "shared_buffers")) {
            text.append(", ").append(setting).append(' ').append(show(setting));
        }
        return text.toString();
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Makes a database, and returns its JDBC URL; its hundreds of new files are on the disk then, and no later checkpoint waits for them. */
    String create(String name, List<String> statements) throws SQLException {
        execute("postgres", List.of("CREATE DATABASE \"" + name + "\""));
        execute(name, statements);
        execute(name, List.of("CHECKPOINT"));
        return url(name);
    }

    void drop(String name) throws SQLException {
        execute("postgres", List.of("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)", "CHECKPOINT"));
    }

    private void execute(String database, List<String> statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** The time on a processor of all its processes that live. */
    Duration processorTime() {
        return Stream.concat(process.descendants(), Stream.of(process))
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> find(Path data) {
        try {
            return Files.exists(pidFile(data))
                    ? ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(pidFile(data)).getFirst().strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end when its clients are gone, as they are, and kills it if it does not. */
    private static void stop(ProcessHandle process, Path data) {
        process.destroy();
        long end = System.nanoTime() + STOP_PATIENCE.toNanos();
        // nobody may have collected its exit code yet: then its id lives on, but its file does not
        while (process.isAlive() && Files.exists(pidFile(data))) {
            if (System.nanoTime() - end > 0) {
                Stream.concat(process.descendants(), Stream.of(process))
                        .toList()
                        .forEach(ProcessHandle::destroyForcibly);
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
