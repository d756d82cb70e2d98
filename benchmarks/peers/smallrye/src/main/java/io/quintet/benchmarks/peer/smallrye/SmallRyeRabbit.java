package io.quintet.benchmarks.peer.smallrye;

import static java.util.Map.entry;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.quintet.benchmarks.messages.Leg;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The connector for RabbitMQ with what the bare client has: a quorum queue behind the default exchange, persistent messages, confirms, as
 * much prefetched. It neither waits for confirms nor limits what it prefetches by itself.
 */
final class SmallRyeRabbit extends SmallRyeTechnology {
    static final String CONNECTOR = "smallrye-rabbitmq";

    private static final String DEFAULT_EXCHANGE = "\"\""; // with quotes, for an empty value counts as none
    private static final OutgoingRabbitMQMetadata PERSISTENT =
            OutgoingRabbitMQMetadata.builder().withDeliveryMode(2).build();

    @Override
    Map<String, String> outgoing(Leg leg) {
        Map<String, String> attributes = broker(leg);
        attributes.put("default-routing-key", leg.channel());
        attributes.put("publish-confirms", "true");
        return attributes;
    }

    @Override
    Map<String, String> incoming(Leg leg) {
        Map<String, String> attributes = broker(leg);
        attributes.put("queue.name", leg.channel());
        attributes.put("queue.x-queue-type", "quorum");
        attributes.put("max-outstanding-messages", "512");
        return attributes;
    }

    private static Map<String, String> broker(Leg leg) {
        URI address = URI.create(leg.address());
        String[] user = address.getUserInfo().split(":", 2);
        return new HashMap<>(Map.ofEntries(
                entry("connector", CONNECTOR),
                entry("host", address.getHost()),
                entry("port", Integer.toString(address.getPort())),
                entry("username", user[0]),
                entry("password", user[1]),
                entry("exchange.name", DEFAULT_EXCHANGE),
                entry("tracing.enabled", "false")));
    }

    @Override
    Object metadata(String key) {
        return PERSISTENT;
    }

    @Override
    void clear(Leg leg) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(leg.address());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(leg.channel());
        }
    }
}
