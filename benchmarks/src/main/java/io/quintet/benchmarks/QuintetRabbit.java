package io.quintet.benchmarks;

import java.util.Map;

/** Our own calls as messages over the {@code rabbitmq} transport, with JSON; the port is the broker's. */
public final class QuintetRabbit extends QuintetCalls {
    /** Made by the process. */
    public QuintetRabbit() {
        super("rabbitmq", Map.of("codec", "json", "transports.messages", "rabbitmq"));
    }

    @Override
    Map<String, String> serving(int port) {
        return Map.of("rabbitmq.url", DirectReplyTo.address(port));
    }

    @Override
    Map<String, String> calling(int port) {
        return serving(port);
    }
}
