package io.quintet.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.Order;
import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.RecordCodec;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bare amqp-client with RabbitMQ's direct reply-to: a classic queue of requests, nothing stored, nothing confirmed, nothing
 * acknowledged. Its JSON is that of our codec, so that just the way there and back differs. The port is the broker's.
 */
public final class DirectReplyTo implements CallTechnology {
    static final String QUEUE = "bare-orders";

    private static final String REPLY_TO = "amq.rabbitmq.reply-to";

    private final RecordCodec<Order> requests = new JsonCodec().of(Order.class);
    private final RecordCodec<Accepted> responses = new JsonCodec().of(Accepted.class);

    /** Made by the process. */
    public DirectReplyTo() {}

    static String address(int port) {
        return "amqp://guest:guest@" + HOST + ":" + port;
    }

    private static Connection connect(int port) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(address(port));
        return factory.newConnection();
    }

    @Override
    public AutoCloseable serve(int port) throws Exception {
        Connection connection = connect(port);
        Channel channel = connection.createChannel();
        AMQP.Queue.DeclareOk unused = channel.queueDeclare(QUEUE, false, false, true, Map.of());
        channel.basicConsume(QUEUE, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties request, byte[] body)
                    throws IOException {
                BasicProperties response = new BasicProperties.Builder()
                        .correlationId(request.getCorrelationId())
                        .build();
                byte[] accepted = responses.encode(Accepted.of(requests.decode(body)));
                getChannel().basicPublish("", request.getReplyTo(), response, accepted);
            }
        });
        return connection;
    }

    @Override
    public Caller caller(int port) throws Exception {
        Connection connection = connect(port);
        Channel channel = connection.createChannel();
        Replies replies = new Replies(channel);
        channel.basicConsume(REPLY_TO, true, replies);
        return new BareCaller(connection, channel, replies);
    }

    /** Completes what waits for a reply. */
    private static final class Replies extends DefaultConsumer {
        private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
        private final AtomicLong ids = new AtomicLong();

        Replies(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            CompletableFuture<byte[]> one = waiting.remove(properties.getCorrelationId());
            if (one != null) {
                one.complete(body);
            }
        }

        String await(CompletableFuture<byte[]> reply) {
            String id = Long.toString(ids.getAndIncrement());
            waiting.put(id, reply);
            return id;
        }
    }

    private final class BareCaller implements Caller {
        private final Connection connection;
        private final Channel channel;
        private final Replies replies;

        BareCaller(Connection connection, Channel channel, Replies replies) {
            this.connection = connection;
            this.channel = channel;
            this.replies = replies;
        }

        @Override
        public Accepted place(String orderId) throws Exception {
            CompletableFuture<byte[]> reply = new CompletableFuture<>();
            BasicProperties request = new BasicProperties.Builder()
                    .correlationId(replies.await(reply))
                    .replyTo(REPLY_TO)
                    .build();
            channel.basicPublish("", QUEUE, request, requests.encode(Order.example(orderId)));
            return responses.decode(reply.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
