package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real RabbitMQ makes of acknowledgements. */
class AcknowledgementsTest {
    private final String queue = Fixtures.unique("queue");
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void open() throws Exception {
        connection = Fixtures.connect();
        channel = connection.createChannel();
        channel.queueDeclare(
                queue, true, false, false, Map.of("x-queue-type", "quorum", "x-single-active-consumer", true));
        channel.confirmSelect();
    }

    @AfterEach
    void close() throws Exception {
        connection.createChannel().queueDelete(queue);
        connection.close();
    }

    private void publish(int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, ("m" + i).getBytes(UTF_8));
        }
        channel.waitForConfirmsOrDie(TimeUnit.SECONDS.toMillis(Fixtures.PATIENCE_SECONDS));
    }

    private static BlockingQueue<Delivery> consume(Channel channel, String queue) throws IOException {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        channel.basicConsume(queue, false, (tag, delivery) -> deliveries.add(delivery), tag -> {});
        return deliveries;
    }

    private static Delivery take(BlockingQueue<Delivery> deliveries) throws InterruptedException {
        Delivery delivery = deliveries.poll(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(delivery).as("one more").isNotNull();
        return delivery;
    }

    /** What the next consumer gets up to a message that is sent now. */
    private List<String> left() throws Exception {
        Channel next = connection.createChannel();
        next.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, "last".getBytes(UTF_8));
        BlockingQueue<Delivery> deliveries = consume(next, queue);
        List<String> left = new ArrayList<>();
        while (!left.contains("last")) {
            left.add(new String(take(deliveries).getBody(), UTF_8));
        }
        return left;
    }

    @Test
    void what_is_acknowledged_in_quick_succession_is_not_forgotten_with_the_channel() throws Exception {
        int count = 500;
        publish(count);
        BlockingQueue<Delivery> deliveries = consume(channel, queue);
        Acknowledgements acknowledgements = new Acknowledgements(channel, queue, 1); // one by one
        for (int tag = 1; tag <= count; tag++) {
            take(deliveries);
        }
        for (int tag = 1; tag <= count; tag++) {
            acknowledgements.add(tag, tag);
        }
        acknowledgements.finish(count);
        channel.close();
        assertThat(left()).containsExactly("last");
    }

    @Test
    void what_is_settled_in_any_order_is_acknowledged_once() throws Exception {
        int count = 400;
        int prefetch = 16;
        publish(count);
        channel.basicQos(prefetch);
        BlockingQueue<Delivery> deliveries = consume(channel, queue);
        Acknowledgements acknowledgements = new Acknowledgements(channel, queue, prefetch);
        Random random = new Random(17);
        List<Long> open = new ArrayList<>();
        Set<Long> settled = new HashSet<>();
        long watermark = 0;
        for (int done = 0; done < count; done++) {
            boolean firstWaits = done % 100 < 60; // as for a retry
            while (open.size() < 2 && open.size() + done < count) {
                open.add(take(deliveries).getEnvelope().getDeliveryTag());
            }
            Collections.sort(open);
            int from = firstWaits && open.size() > 1 ? 1 : 0;
            long tag = open.remove(from + random.nextInt(open.size() - from));
            settled.add(tag);
            while (settled.contains(watermark + 1)) {
                watermark++;
            }
            acknowledgements.add(tag, watermark);
        }
        acknowledgements.finish(watermark);
        assertThat(channel.isOpen()).as("RabbitMQ closes it over what it knows").isTrue();
        channel.close();
        assertThat(left()).containsExactly("last");
    }

    @Test
    void what_waits_for_its_retry_is_all_that_comes_again() throws Exception {
        publish(10);
        BlockingQueue<Delivery> deliveries = consume(channel, queue);
        Acknowledgements acknowledgements = new Acknowledgements(channel, queue, 100);
        for (long tag = 1; tag <= 10; tag++) {
            take(deliveries);
            if (tag != 4) {
                acknowledgements.add(tag, Math.min(tag, 3));
            }
        }
        acknowledgements.finish(3);
        channel.close();
        assertThat(left()).containsExactly("m4", "last");
    }

    @Test
    void what_is_settled_behind_one_that_waits_for_long_is_acknowledged_alone() throws Exception {
        publish(10);
        BlockingQueue<Delivery> deliveries = consume(channel, queue);
        AtomicLong now = new AtomicLong();
        Acknowledgements acknowledgements = new Acknowledgements(channel, queue, 100, now::get);
        for (long tag = 1; tag <= 10; tag++) {
            take(deliveries);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
            if (tag != 2) {
                acknowledgements.add(tag, Math.min(tag, 1));
            }
        }
        acknowledgements.tidy(1);
        Acknowledgements.await(channel, queue);
        channel.close(); // as when the member dies
        assertThat(left()).as("those of the last second").containsExactly("m2", "m6", "m7", "m8", "m9", "m10", "last");
    }

    @Test
    void what_was_acknowledged_alone_is_not_acknowledged_again() throws Exception {
        publish(10);
        BlockingQueue<Delivery> deliveries = consume(channel, queue);
        AtomicLong now = new AtomicLong();
        Acknowledgements acknowledgements = new Acknowledgements(channel, queue, 100, now::get);
        for (long tag = 1; tag <= 10; tag++) {
            take(deliveries);
            if (tag != 1) {
                acknowledgements.add(tag, 0);
            }
            if (tag == 5) {
                now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                acknowledgements.tidy(0);
            }
        }
        acknowledgements.add(1, 10);
        acknowledgements.finish(10);
        assertThat(channel.isOpen()).as("RabbitMQ closes it over what it knows").isTrue();
        channel.close();
        assertThat(left()).containsExactly("last");
    }
}
