package io.quintet.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class MemoryDelayTest {
    private static final Channel QUEUE = new Channel("orders", Channel.Kind.POINT_TO_POINT, 1);

    private final ManualClock clock = new ManualClock();
    private final String broker = UUID.randomUUID().toString();
    private final List<ScheduledExecutorService> schedulers = new ArrayList<>();
    private final List<MessageTransport> transports = new ArrayList<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private MessageTransport transport(int capacity) {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        schedulers.add(scheduler);
        MessageTransport transport = (MessageTransport) new MemoryTransportProvider()
                .create(new ServiceContext(
                        "test",
                        "test-" + schedulers.size(),
                        new SettingsSource()
                                .code(Map.of("broker", broker, "max-messages", Integer.toString(capacity)))
                                .settings(),
                        clock,
                        scheduler));
        transports.add(transport);
        return transport;
    }

    @AfterEach
    void end() {
        transports.forEach(MessageTransport::close);
        schedulers.forEach(ScheduledExecutorService::shutdownNow);
    }

    @Test
    void holds_a_message_back_while_the_clock_stands_before_its_time() throws InterruptedException {
        MessageTransport transport = transport(100);
        receive(transport);
        accepted(transport, message("later", 1000));
        clock.pass(Duration.ofMillis(999));
        accepted(transport, message("now", 0));

        assertThat(take()).isEqualTo("now");
        assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull(); // more than one look at the clock
        clock.pass(Duration.ofMillis(1));
        assertThat(take()).isEqualTo("later");
    }

    @Test
    void lets_messages_go_in_the_order_of_falling_due_and_then_of_sending() throws InterruptedException {
        MessageTransport transport = transport(100);
        receive(transport);
        accepted(transport, message("c", 30), message("a", 10), message("b1", 20), message("b2", 20));
        clock.pass(Duration.ofMillis(30));
        accepted(transport, message("passed", 0, -1), message("straight", 0));

        for (String next : List.of("a", "b1", "b2", "c", "passed", "straight")) {
            assertThat(take()).isEqualTo(next);
        }
    }

    @Test
    void another_instance_lets_go_what_the_closed_one_sent() throws InterruptedException {
        MessageTransport sender = transport(100);
        MessageTransport receiver = transport(100);
        receive(receiver);
        accepted(sender, message("a", 10));
        sender.close();
        sender.close();
        schedulers.getFirst().shutdownNow();
        clock.pass(Duration.ofMillis(10));

        assertThat(take()).isEqualTo("a");
    }

    @Test
    void an_instance_that_comes_later_lets_go_what_was_left() throws InterruptedException {
        MessageTransport sender = transport(100);
        accepted(sender, message("a", 10), message("b", 2000));
        sender.close();
        clock.pass(Duration.ofMillis(10));
        receive(transport(100));

        assertThat(take()).isEqualTo("a");
        clock.pass(Duration.ofMillis(1990));
        assertThat(take()).isEqualTo("b");
    }

    @Test
    void a_full_log_is_waited_for() throws InterruptedException {
        MessageTransport transport = transport(2);
        accepted(transport, message("d1", 10), message("d2", 10));
        accepted(transport, message("1", 0), message("2", 0));
        clock.pass(Duration.ofMillis(10));
        assertThat(failure(transport, message("3", 0)).getMessage()).contains("full");
        receive(transport);

        for (String next : List.of("1", "2", "d1", "d2")) {
            assertThat(take()).isEqualTo(next);
        }
    }

    @Test
    void refuses_more_than_it_may_hold_and_times_that_are_none() {
        MessageTransport transport = transport(1);
        accepted(transport, message("a", 10));

        assertThat(failure(transport, message("b", 10)))
                .hasMessageContainingAll("orders", "delayed", "memory.max-messages")
                .extracting("code")
                .isEqualTo(Code.RESOURCE_EXHAUSTED);
        Message wrong = new Message(message("c", 0).headers().with(HeaderNames.NOT_BEFORE, "soon"), new byte[0]);
        assertThat(failure(transport, wrong))
                .hasMessageContaining("header notbefore: soon (expected: milliseconds since 1970)")
                .extracting("code")
                .isEqualTo(Code.INVALID_ARGUMENT);
    }

    @Test
    void a_removed_channels_messages_do_not_come() throws InterruptedException {
        MessageTransport transport = transport(100);
        accepted(transport, message("old", 10));
        transport.remove(QUEUE);
        receive(transport);
        accepted(transport, message("new", 20));
        clock.pass(Duration.ofMillis(20));

        assertThat(take()).isEqualTo("new");
        assertThat(received).isEmpty();
    }

    private void receive(MessageTransport transport) {
        transport.subscribe(QUEUE, "group", 10, delivery -> {
            received.add(delivery.message().id());
            delivery.ack();
        });
    }

    private String take() throws InterruptedException {
        String id = received.poll(10, TimeUnit.SECONDS);
        return id == null ? "nothing" : id;
    }

    private Message message(String id, long delay) {
        return delay == 0 ? new Message(Headers.of(HeaderNames.ID, id), new byte[0]) : message(id, 0, delay);
    }

    private Message message(String id, long base, long delay) {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, id)
                .set(HeaderNames.KEY, "key")
                .set(HeaderNames.NOT_BEFORE, Long.toString(clock.millis() + base + delay))
                .build();
        return new Message(headers, new byte[0]);
    }

    private static void accepted(MessageTransport transport, Message... batch) {
        assertThat(transport.send(QUEUE, List.of(batch)).join())
                .hasSize(batch.length)
                .allMatch(Receipt.Accepted.class::isInstance);
    }

    private static Exception failure(MessageTransport transport, Message message) {
        Receipt receipt = transport.send(QUEUE, List.of(message)).join().getFirst();
        assertThat(receipt).isInstanceOf(Receipt.Failed.class);
        return ((Receipt.Failed) receipt).error();
    }
}
