package io.quintet.transport.kafka.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka node in a JVM of its own, on ports and in a directory of its own; can be killed and started again, and ends with this JVM.
 *
 * <p>The child JVM has this one's class path.
 */
public final class KafkaServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LAST_LINES = 15;
    private static @Nullable KafkaServer shared;

    private final Path directory;
    private final Map<String, String> settings;
    private Map<Integer, Integer> doors = Map.of();
    private final int port;
    private final int controllerPort;
    private @Nullable Process process;

    private KafkaServer(Path directory, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        this.port = freePort();
        this.controllerPort = freePort();
    }

    /** The one of all tests of a JVM. */
    public static synchronized KafkaServer shared() {
        KafkaServer server = shared;
        if (server == null) {
            server = start(Map.of());
            shared = server;
        }
        return server;
    }

    /** One more, with further settings of Kafka's; returns when it can be reached. */
    public static KafkaServer start(Map<String, String> settings) {
        try {
            KafkaServer server = new KafkaServer(Files.createTempDirectory("quintet-kafka-"), settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "kafka-server"));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What clients are told as {@code bootstrap.servers}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts it with what it had stored, at the same address; returns when it can be reached. */
    public synchronized void start() {
        // Ctrl-C goes to every process of the terminal, but this one is to end when its parent says so.
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaServerProcess.class.getName(),
                data().toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
        settings.forEach((setting, value) -> command.add(setting + "=" + value));
        listeners().forEach((setting, value) -> command.add(setting + "=" + value));
        try {
            Files.createDirectories(data());
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = started;
            awaitPort(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Further ports to listen on, by each of which clients are told another port than that, as that of a proxy before it; from the next
     * start on.
     */
    public synchronized void doors(Map<Integer, Integer> toldByPort) {
        doors = new LinkedHashMap<>(toldByPort);
    }

    private Map<String, String> listeners() {
        if (doors.isEmpty()) {
            return Map.of();
        }
        StringBuilder listeners =
                new StringBuilder("PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort);
        StringBuilder advertised = new StringBuilder("PLAINTEXT://" + address());
        StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        doors.forEach((port, told) -> {
            String name = "DOOR" + port;
            listeners.append("," + name + "://127.0.0.1:" + port);
            advertised.append("," + name + "://127.0.0.1:" + told);
            protocols.append("," + name + ":PLAINTEXT");
        });
        return Map.of(
                "listeners",
                listeners.toString(),
                "advertised.listeners",
                advertised.toString(),
                "listener.security.protocol.map",
                protocols.toString(),
                "inter.broker.listener.name",
                "PLAINTEXT");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private void awaitPort(Process started) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!started.isAlive()) {
                    throw new IllegalStateException("Kafka ended: " + lastWords(), e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IllegalStateException(
                "Kafka does not listen on port " + port + " after " + PATIENCE + ": " + lastWords());
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Removes all topics but Kafka's own: after a kill it looks through each that there is. */
    public void removeTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()))) {
            Set<String> names = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            admin.deleteTopics(names).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not remove its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics are removed", e);
        }
    }

    /** SIGKILL; returns when it is gone. The second time does nothing. */
    public synchronized void kill() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            if (!running.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("process " + running.pid() + " survives SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + running.pid() + " ended", e);
        }
    }

    /** The time on a processor that it has taken since it was last started. */
    public synchronized Duration processorTime() {
        return process == null
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Kills it, and removes what it stored. */
    @Override
    public synchronized void close() {
        kill();
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
