package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** Spring AMQP with what {@link RabbitTechnology} has: a quorum queue, persistent messages, confirms, as much prefetched. */
final class SpringRabbitTechnology implements Technology {
    private static final int PREFETCH = 512; // twice the window

    @Override
    public Sender sender(Leg leg) {
        CachingConnectionFactory connections = connections(leg);
        connections.setPublisherConfirmType(ConfirmType.CORRELATED);
        return new SpringSender(connections, new RabbitTemplate(connections), leg.channel(), new AtomicLong());
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        CachingConnectionFactory connections = connections(leg);
        Queue queue = QueueBuilder.durable(leg.channel()).quorum().build();
        RabbitAdmin admin = new RabbitAdmin(connections);
        admin.declareQueue(queue);
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(leg.channel());
        container.setPrefetchCount(PREFETCH);
        container.setMessageListener((MessageListener) message -> {
            intake.received(message.getBody());
            intake.acknowledged(1);
        });
        container.start();
        return () -> {
            container.stop();
            admin.deleteQueue(leg.channel());
            connections.destroy();
        };
    }

    private static CachingConnectionFactory connections(Leg leg) {
        return new CachingConnectionFactory(URI.create(leg.address()));
    }

    private record SpringSender(
            CachingConnectionFactory connections, RabbitTemplate template, String queue, AtomicLong refused)
            implements Sender {
        @Override
        public void send(String key, byte[] payload) {
            CorrelationData correlation = new CorrelationData();
            template.send("", queue, new Message(payload, new MessageProperties()), correlation);
            var unused = correlation.getFuture().whenComplete((confirm, error) -> {
                if (error != null || !confirm.ack()) {
                    refused.incrementAndGet();
                }
            });
        }

        @Override
        public long failed() {
            return refused.get();
        }

        @Override
        public void close() {
            connections.destroy();
        }
    }
}
