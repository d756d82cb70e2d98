package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errors that nobody expects, such as a heap that is used up. */
@Timeout(60)
class ErrorsTest {
    @Test
    void a_subscription_goes_on_after_one() throws Exception {
        Channel channel = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport()) {
            Inbox inbox = new Inbox(delivery -> {
                if (delivery.message().id().equals("a")) {
                    throw new AssertionError("the consumer is broken");
                }
                delivery.ack();
            });
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("a", "k1"));
            inbox.takeUntil("a");
            Fixtures.accept(transport, channel, Fixtures.message("b", "k2"));
            inbox.takeUntil("b");
            transport.remove(channel);
        }
    }

    @Test
    void whatever_is_thrown_by_who_hears_of_the_fate_of_a_message_others_are_sent_and_told() throws Exception {
        RabbitSettings settings = Fixtures.settings("send-timeout", "5s");
        try (Connection connection = Fixtures.connect();
                Publisher publisher = new Publisher(new Link(settings, "test"), settings, Fixtures.scheduler())) {
            com.rabbitmq.client.Channel bare = connection.createChannel();
            String queue = bare.queueDeclare("", false, false, true, Map.of()).getQueue();
            Target target = Target.queue("queue " + queue, queue);
            BasicProperties unwritable = new BasicProperties.Builder()
                    .headers(Map.of("a", new Object()))
                    .build();
            publisher.put(target, unwritable, new byte[1], ErrorsTest::broken); // fails on the publisher's thread
            publisher.deliver(target, MessageProperties.BASIC, new byte[1]);
            publisher.put(target, MessageProperties.BASIC, new byte[1], ErrorsTest::broken); // on the connection's
            publisher.deliver(target, MessageProperties.BASIC, new byte[1]);
            bare.queueDelete(queue);
        }
    }

    private static void broken(@Nullable QuintetException failure) {
        throw new AssertionError("who hears of it is broken", failure);
    }
}
