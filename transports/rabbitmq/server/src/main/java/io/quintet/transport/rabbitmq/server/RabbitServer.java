package io.quintet.transport.rabbitmq.server;

import io.quintet.servers.Ports;
import io.quintet.servers.ServerChild;
import io.quintet.servers.ServerProcess;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ node of the system's package as a child process, with ports, directories and a home of its own, and with an epmd of its own,
 * for the one that a node starts by itself outlives it.
 */
public final class RabbitServer implements ServerProcess {
    private static final Path LIBRARY = Path.of("/usr/lib/rabbitmq/lib");
    private static final int HANDSHAKE_MILLIS = 1000;
    private static final int ALARM_SECONDS = 60;
    private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

    /** Epmd, then the node, in a session of its own; Ctrl-C reaches none of them, and all end when standard input does. */
    private static final String SCRIPT = """
        trap '' INT
        exec 3<&0
        epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 </dev/null & names=$!
        tries=0
        until epmd -port "$ERL_EPMD_PORT" -names >/dev/null 2>&1; do
            tries=$((tries + 1))
            [ $tries -lt 200 ] || { echo "epmd: port_not_available"; exit 1; }
            sleep 0.02
        done
        setsid "$1" </dev/null & node=$!
        ( cat <&3 >/dev/null; kill -9 -- -$node $names 2>/dev/null ) & watch=$!
        wait $node; result=$?
        kill -9 $names $watch 2>/dev/null
        exit $result
        """;

    /**
     * A single node of RabbitMQ 3.10 that was killed just after a quorum queue was declared begins a new log for that, and leaves it without a
     * leader for ever (rabbitmq-server issue 10070); this is what helps according to that, done by the node itself.
     */
    private static final String ELECTIONS = """
        -eval "spawn(fun() -> Again = fun(Next) -> timer:sleep(500), \
        catch([ra:trigger_election({Name, node()}) || Queue <- rabbit_amqqueue:list(), \
        amqqueue:get_type(Queue) =:= rabbit_quorum_queue, {Name, _} <- [amqqueue:get_pid(Queue)], \
        ra_leaderboard:lookup_leader(Name) =:= undefined]), Next(Next) end, Again(Again) end)."
        """;

    private static @Nullable RabbitServer shared;

    private final ServerChild child = ServerChild.of("rabbitmq");
    private final Path program;
    private int port;
    private int names;
    private int distribution;

    private RabbitServer(Path program) {
        this.program = program;
    }

    /** Whether there is one to start. */
    public static boolean installed() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        if (!Files.isDirectory(LIBRARY)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(LIBRARY)) {
            return versions.map(version -> version.resolve("sbin/rabbitmq-server"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of all tests of a JVM. */
    public static synchronized RabbitServer shared() {
        RabbitServer server = shared;
        if (server == null) {
            server = launch();
            server.child.closeAtExit();
            shared = server;
        }
        return server;
    }

    /** One more; returns when it can be reached. Fails with {@link Missing} where none is installed. */
    public static RabbitServer launch() {
        RabbitServer server = new RabbitServer(program().orElseThrow(Missing::new));
        server.child.onFreePorts(port -> {
            server.port = port;
            server.names = Ports.free();
            server.distribution = Ports.free();
            server.start();
        });
        return server;
    }

    /** It is not installed. */
    public static final class Missing extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Missing() {
            super("rabbitmq-server not found (expected: apt-get install rabbitmq-server)");
        }
    }

    @Override
    public String address() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        try {
            Files.writeString(plugins(), "[].\n");
            Files.writeString(arguments(), ELECTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        child.start(List.of("sh", "-c", SCRIPT, "sh", program.toString()), environment(), this::greet);
    }

    private Path plugins() {
        return child.directory().resolve("enabled_plugins");
    }

    private Path arguments() {
        return child.directory().resolve("arguments");
    }

    private Map<String, String> environment() {
        Path home = child.directory();
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("RABBITMQ_NODENAME", "quintet-" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distribution)),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins().toString()),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-args_file " + arguments()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("none").toString()),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", Integer.toString(names)));
    }

    /** A node that answers the greeting of AMQP has started all else. */
    private void greet() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            socket.getOutputStream().write(GREETING);
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("port " + port + ": no greeting");
            }
        }
    }

    /** From now on takes nothing that is published, as when it is short of memory, or takes it again. */
    public void alarm(boolean on) {
        List<String> command = List.of(
                program.resolveSibling("rabbitmqctl").toString(), "set_vm_memory_high_watermark", on ? "0" : "0.4");
        Path log = child.directory().resolve("alarm.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        try {
            Process process = builder.start();
            if (!process.waitFor(ALARM_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + ": interrupted", e);
        }
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public Duration processorTime() {
        return child.processorTime();
    }

    @Override
    public void close() {
        child.close();
    }
}
