package io.quintet.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The bare amqp-client with quorum queues, persistent messages and publisher confirms; the address is an AMQP URI.
 *
 * @param sharded whether there is a queue for each shard, as ours has, and not just one
 */
record RabbitTechnology(boolean sharded) implements Technology {
    private static final int PREFETCH = 512; // twice the window

    private int queues(Leg leg) {
        return sharded ? leg.shards() : 1;
    }

    private static String queue(Leg leg, int number) {
        return leg.channel() + "-" + number;
    }

    @Override
    public Sender sender(Leg leg) throws Exception {
        List<String> queues = IntStream.range(0, queues(leg))
                .mapToObj(number -> queue(leg, number))
                .toList();
        return new RabbitSender(connect(leg.address()), queues);
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) throws Exception {
        Connection connection = connect(leg.address());
        Channel open = connection.createChannel();
        open.basicQos(PREFETCH);
        for (int number = 0; number < queues(leg); number++) {
            String queue = queue(leg, number);
            open.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
            open.basicConsume(queue, false, new DefaultConsumer(open) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                        throws IOException {
                    intake.received(body);
                    getChannel().basicAck(envelope.getDeliveryTag(), false);
                    intake.acknowledged(1);
                }
            });
        }
        return () -> {
            for (int number = 0; number < queues(leg); number++) {
                open.queueDelete(queue(leg, number));
            }
            connection.close();
        };
    }

    private static Connection connect(String address)
            throws IOException, TimeoutException, URISyntaxException, GeneralSecurityException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(address);
        return factory.newConnection();
    }

    private static final class RabbitSender implements Sender {
        private final Connection connection;
        private final Channel channel;
        private final List<String> queues;
        private final AtomicLong refused = new AtomicLong();

        RabbitSender(Connection connection, List<String> queues) throws IOException {
            this.connection = connection;
            this.queues = queues;
            channel = connection.createChannel();
            channel.confirmSelect();
            channel.addConfirmListener((tag, multiple) -> {}, (tag, multiple) -> refused.incrementAndGet());
        }

        @Override
        public void send(String key, byte[] payload) throws IOException {
            String queue = queues.get(Math.floorMod(key.hashCode(), queues.size()));
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, payload);
        }

        /** A message that is never confirmed never arrives either, which the count of those received shows. */
        @Override
        public long failed() {
            return refused.get();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
