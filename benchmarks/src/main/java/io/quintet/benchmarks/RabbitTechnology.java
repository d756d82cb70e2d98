package io.quintet.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** The bare amqp-client with a quorum queue, persistent messages and publisher confirms; the address is an AMQP URI. */
final class RabbitTechnology implements Technology {
    private static final int PREFETCH = 512; // twice the window

    @Override
    public Sender sender(Leg leg) throws Exception {
        return new RabbitSender(connect(leg.address()), leg.channel());
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) throws Exception {
        Connection connection = connect(leg.address());
        Channel open = connection.createChannel();
        open.queueDeclare(leg.channel(), true, false, false, Map.of("x-queue-type", "quorum"));
        open.basicQos(PREFETCH);
        open.basicConsume(leg.channel(), false, new DefaultConsumer(open) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                    throws IOException {
                intake.received(body);
                getChannel().basicAck(envelope.getDeliveryTag(), false);
                intake.acknowledged(1);
            }
        });
        return () -> {
            open.queueDelete(leg.channel());
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
        private final String queue;
        private final AtomicLong refused = new AtomicLong();

        RabbitSender(Connection connection, String queue) throws IOException {
            this.connection = connection;
            this.queue = queue;
            channel = connection.createChannel();
            channel.confirmSelect();
            channel.addConfirmListener((tag, multiple) -> {}, (tag, multiple) -> refused.incrementAndGet());
        }

        @Override
        public void send(String key, byte[] payload) throws IOException {
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
