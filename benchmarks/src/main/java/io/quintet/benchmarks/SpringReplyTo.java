package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.Order;
import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.RecordCodec;
import java.net.URI;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.MessageListenerAdapter;

/** Spring AMQP's {@code sendAndReceive}, which uses RabbitMQ's direct reply-to by itself, with the JSON of our codec; the port is the broker's. */
public final class SpringReplyTo implements CallTechnology {
    private static final String QUEUE = "spring-orders";

    private final RecordCodec<Order> requests = new JsonCodec().of(Order.class);
    private final RecordCodec<Accepted> responses = new JsonCodec().of(Accepted.class);

    /** Made by the process. */
    public SpringReplyTo() {}

    @Override
    public AutoCloseable serve(int port) {
        CachingConnectionFactory connections = connections(port);
        new RabbitAdmin(connections).declareQueue(new Queue(QUEUE, false, false, true));
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(QUEUE);
        container.setMessageListener(new MessageListenerAdapter(new Desk()));
        container.start();
        return () -> {
            container.stop();
            connections.destroy();
        };
    }

    /** Called by the adapter. */
    public final class Desk {
        /** The name by which the adapter knows it. */
        public byte[] handleMessage(byte[] body) {
            return responses.encode(Accepted.of(requests.decode(body)));
        }
    }

    private static CachingConnectionFactory connections(int port) {
        return new CachingConnectionFactory(URI.create(DirectReplyTo.address(port)));
    }

    @Override
    public Caller caller(int port) {
        CachingConnectionFactory connections = connections(port);
        RabbitTemplate template = new RabbitTemplate(connections);
        template.setReplyTimeout(TIMEOUT.toMillis());
        return new SpringCaller(connections, template);
    }

    private final class SpringCaller implements Caller {
        private final CachingConnectionFactory connections;
        private final RabbitTemplate template;

        SpringCaller(CachingConnectionFactory connections, RabbitTemplate template) {
            this.connections = connections;
            this.template = template;
        }

        @Override
        public Accepted place(String orderId) {
            Message request = new Message(requests.encode(Order.example(orderId)), new MessageProperties());
            Message response = template.sendAndReceive("", QUEUE, request);
            if (response == null) {
                throw new IllegalStateException("no reply within " + TIMEOUT);
            }
            return responses.decode(response.getBody());
        }

        @Override
        public void close() {
            connections.destroy();
        }
    }
}
