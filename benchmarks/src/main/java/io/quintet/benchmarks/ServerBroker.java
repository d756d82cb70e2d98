package io.quintet.benchmarks;

import io.quintet.servers.ServerProcess;
import java.time.Duration;

/**
 * A server in a process of its own, with ports and directories of its own; the address is what its clients are told.
 *
 * @param server it, which ends with the run
 */
record ServerBroker(ServerProcess server) implements Broker {
    /** One that was just launched. */
    static ServerBroker of(ServerProcess server, Children children) {
        children.onClose(server::close);
        return new ServerBroker(server);
    }

    int port() {
        return server.port();
    }

    @Override
    public String create(String channel) {
        return server.address();
    }

    /** The consumer has removed it, or it goes with the server, as where a name cannot be used again at once. */
    @Override
    public void remove(String channel) {}

    @Override
    public Duration processorTime() {
        return server.processorTime();
    }
}
