package io.quintet.benchmarks;

import io.quintet.transport.rabbitmq.server.RabbitServer;
import java.time.Duration;

/** A RabbitMQ server from the system's package, with ports and directories of its own. */
final class RabbitBroker implements Broker {
    private final RabbitServer server;

    private RabbitBroker(RabbitServer server) {
        this.server = server;
    }

    /** Fails with {@link RabbitServer.Missing} when it is not installed. */
    static RabbitBroker start(Children children) {
        RabbitServer server = RabbitServer.launch();
        children.onClose(server::close);
        return new RabbitBroker(server);
    }

    int port() {
        return server.port();
    }

    @Override
    public String create(String channel) {
        return server.address();
    }

    /** The consumer has removed it. */
    @Override
    public void remove(String channel) {}

    @Override
    public Duration processorTime() {
        return server.processorTime();
    }
}
