package io.quintet.benchmarks;

import io.quintet.servers.Ports;
import java.time.Duration;

/** No broker, but a port for each channel, where the consumer listens; the address is that of ZeroMQ. */
final class PortBroker implements Broker {
    @Override
    public String create(String channel) {
        return "tcp://127.0.0.1:" + Ports.free();
    }

    /** Nothing is left when the consumer ends. */
    @Override
    public void remove(String channel) {}

    @Override
    public Duration processorTime() {
        return Duration.ZERO;
    }
}
