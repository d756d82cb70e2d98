package io.quintet.benchmarks;

import io.quintet.transport.sqs.server.SqsServer;
import java.time.Duration;

/** ElasticMQ, which speaks the protocol of SQS, in a JVM of its own; the address is as of {@code sqs.url}. */
final class SqsBroker implements Broker {
    private final SqsServer server;

    private SqsBroker(SqsServer server) {
        this.server = server;
    }

    static SqsBroker start(Children children) {
        SqsServer server = SqsServer.launch();
        children.onClose(server::close);
        return new SqsBroker(server);
    }

    @Override
    public String create(String channel) {
        return server.address();
    }

    /** All goes with the server; SQS lets no queue of a name be made anew at once. */
    @Override
    public void remove(String channel) {}

    @Override
    public Duration processorTime() {
        return server.processorTime();
    }
}
