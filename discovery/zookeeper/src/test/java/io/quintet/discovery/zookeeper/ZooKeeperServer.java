package io.quintet.discovery.zookeeper;

import io.quintet.servers.Ports;
import io.quintet.tck.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.curator.test.TestingServer;

/** A real server within this JVM, which keeps what it has stored when it is stopped. */
final class ZooKeeperServer implements Server, AutoCloseable {
    private final TestingServer server;

    ZooKeeperServer() throws Exception {
        server = Ports.first(TestingServer::new);
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        try {
            server.restart();
        } catch (Exception e) {
            throw new IllegalStateException("zookeeper does not start again", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
