package io.quintet.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** No broker: a directory of its own for each channel. */
final class SqlBroker implements Broker {
    private final Children children;

    SqlBroker(Children children) {
        this.children = children;
    }

    @Override
    public String create(String channel) throws IOException {
        return children.directory(channel).toString();
    }

    @Override
    public void remove(String channel) throws IOException {
        Children.remove(children.directory(channel));
    }

    @Override
    public Duration processorTime() {
        return Duration.ZERO;
    }
}
