package io.quintet.verify;

import io.quintet.servers.ServerProcess;
import io.quintet.transport.kafka.server.KafkaServer;
import io.quintet.transport.rabbitmq.server.RabbitServer;
import io.quintet.transport.sqs.server.SqsServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The brokers that can carry the messages of a run. */
enum Broker {
    KAFKA("kafka") {
        @Override
        ServerProcess start() {
            return KafkaServer.start(Map.of());
        }

        // a handover that is shorter than the longest handlers: what is fenced off is what is to be seen
        @Override
        Map<String, String> settings(Duration lease) {
            Duration session = lease.compareTo(SHORTEST) < 0 ? SHORTEST : lease;
            return Map.of("session", session.toMillis() + "ms", "handover", "50ms", "send-timeout", "5s");
        }
    },
    RABBITMQ("rabbitmq") {
        @Override
        ServerProcess start() {
            return RabbitServer.launch();
        }

        @Override
        Map<String, String> settings(Duration lease) {
            return Map.of("heartbeat", "1s", "handover", "50ms", "rebalance", "200ms", "send-timeout", "5s");
        }
    },
    SQS("sqs") {
        @Override
        ServerProcess start() {
            return SqsServer.launch();
        }

        @Override
        Map<String, String> settings(Duration lease) {
            return Map.of(
                    "visibility",
                    Math.max(2, lease.toSeconds()) + "s", // it counts in seconds
                    "poll", // ElasticMQ sorts a whole queue each time anything moves in one that a question waits at
                    "200ms",
                    "groups-known-for",
                    "200ms",
                    "send-timeout",
                    "5s");
        }

        // a sender puts a copy into the queue of each group
        @Override
        boolean allGroupsOrNone() {
            return false;
        }
    };

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final String transport;

    Broker(String transport) {
        this.transport = transport;
    }

    /** The one that a transport needs; null for one that needs none. */
    static @Nullable Broker over(String transport) {
        return Arrays.stream(values())
                .filter(each -> each.transport.equals(transport))
                .findFirst()
                .orElse(null);
    }

    /** The transport that carries messages over it. */
    String transport() {
        return transport;
    }

    /** A private one. */
    abstract ServerProcess start();

    /** Settings of the transport beside its address, where members count as dead after so long. */
    abstract Map<String, String> settings(Duration lease);

    /** As {@link Database#allGroupsOrNone}. */
    boolean allGroupsOrNone() {
        return true;
    }

    /** An address by way of a proxy, with the user where it names one. */
    static String through(String address, InetSocketAddress proxy) {
        return address.substring(0, address.lastIndexOf('@') + 1)
                + proxy.getAddress().getHostAddress() + ":" + proxy.getPort();
    }
}
