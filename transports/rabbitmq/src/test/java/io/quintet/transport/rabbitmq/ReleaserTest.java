package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is not due, and how much of it is held. */
class ReleaserTest {
    private static final int MESSAGES = 40;
    private static final int MOST_BYTES = 8000;

    private final Channel channel = Fixtures.channel(1);
    private final Instant start = Instant.now();
    private final AtomicReference<Instant> now = new AtomicReference<>(start);

    @Test
    void what_is_too_much_to_hold_is_moved_all_the_same_once_and_in_order() throws Exception {
        InstantSource time = now::get;
        Clock clock = time.withZone(ZoneOffset.UTC);
        RabbitSettings settings = Fixtures.settings();
        try (MessageTransport transport = Fixtures.transport();
                Connection connection = Fixtures.connect();
                Link link = new Link(settings, "test");
                Publisher publisher = new Publisher(new Link(settings, "sends"), settings, Fixtures.scheduler())) {
            List<Message> delayed = delayed();
            assertThat(transport.send(channel, delayed).get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .allMatch(Receipt.Accepted.class::isInstance);

            Releaser releaser = new Releaser(new Names(""), channel, link, publisher, clock, MOST_BYTES);
            awaitAll(releaser);
            assertThat(releaser.bytes()).isBetween(MOST_BYTES / 2L, (long) MOST_BYTES);

            now.set(start.plusSeconds(7200));
            BlockingQueue<Delivery> moved = new LinkedBlockingQueue<>();
            connection
                    .createChannel()
                    .basicConsume(channel.name() + "/0", true, (tag, delivery) -> moved.add(delivery), tag -> {});
            List<String> ids = new ArrayList<>();
            while (ids.size() < MESSAGES) {
                Delivery delivery = moved.poll(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(delivery).as("one more than %s", ids).isNotNull();
                ids.add(delivery.getProperties().getMessageId());
            }
            assertThat(ids)
                    .isEqualTo(delayed.stream()
                            .sorted(Comparator.comparingLong(Message::notBefore)) // which is stable
                            .map(Message::id)
                            .toList());
            releaser.close();
            assertThat(connection.createChannel().messageCount("_delayed." + channel.name()))
                    .as("left")
                    .isZero();
            transport.remove(channel);
            assertThat(moved).as("moved twice").isEmpty();
        }
    }

    /** Many that fall due in the same instants, in another order than that of sending. */
    private List<Message> delayed() {
        List<Message> delayed = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Message message = Fixtures.message("m" + i, "k");
            long due = start.plusSeconds(3600 + i * 7 % 5).toEpochMilli();
            delayed.add(new Message(
                    message.headers().with(HeaderNames.NOT_BEFORE, Long.toString(due)),
                    "x".repeat(500).getBytes(UTF_8)));
        }
        return delayed;
    }

    private static void awaitAll(Releaser releaser) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Fixtures.PATIENCE_SECONDS);
        while (releaser.waiting() < MESSAGES) {
            assertThat(System.nanoTime() - deadline)
                    .as("%s are here", releaser.waiting())
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
