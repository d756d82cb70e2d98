package io.quintet.transport.sqs.server;

import io.quintet.servers.JavaServer;
import io.quintet.servers.ServerChild;
import io.quintet.servers.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ElasticMQ, which speaks the protocol of SQS, in a JVM of its own, on a port and in a directory of its own; can be killed and started
 * again.
 *
 * <p>The child JVM has this one's class path.
 */
public final class SqsServer implements ServerProcess {
    private static @Nullable SqsServer shared;

    private final ServerChild child = ServerChild.of("elasticmq");
    private int port;

    private SqsServer() {}

    /** The one of all tests of a JVM. */
    public static synchronized SqsServer shared() {
        SqsServer server = shared;
        if (server == null) {
            server = launch();
            server.child.closeAtExit();
            shared = server;
        }
        return server;
    }

    /** One more; returns when it can be reached. */
    public static SqsServer launch() {
        SqsServer server = new SqsServer();
        server.child.onFreePorts(port -> {
            server.port = port;
            server.start();
        });
        return server;
    }

    /** With a key and its secret, which it does not check. */
    @Override
    public String address() {
        return "http://quintet:secret@127.0.0.1:" + port;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        Path data = child.directory().resolve("data");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaServer.start(
                child,
                SqsServerProcess.class,
                List.of(data.toString(), Integer.toString(port)),
                ServerChild.Probe.listening(port));
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
