package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Delayed messages in the store; the conformance kit says what users see of them. */
@Timeout(60)
abstract class DelaySuite {
    private static final Channel ORDERS = channel("orders", 2);

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private TestDatabase store;

    abstract TestDatabase database(Path where);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private SqlMessageTransport transport(String instance) {
        return new SqlMessageTransport(Fixtures.context(instance, store.settings("retention", "1h"), clock));
    }

    private Message in(Duration delay, String id) {
        Message message = message(id, "k", id);
        return new Message(
                message.headers().with(HeaderNames.NOT_BEFORE, Long.toString(clock.millis() + delay.toMillis())),
                message.payload());
    }

    private static List<Receipt> send(SqlMessageTransport transport, Channel channel, Message... batch)
            throws Exception {
        return transport.send(channel, List.of(batch)).get(10, TimeUnit.SECONDS);
    }

    private List<String> rows(String sql) {
        return store.messages(sql);
    }

    @Test
    void one_commit_stores_what_is_due_in_the_log_and_the_rest_beside_it() throws Exception {
        try (SqlMessageTransport transport = transport("i")) {
            assertThat(send(transport, ORDERS, in(Duration.ofHours(1), "later"), message("now", "k", "now")))
                    .containsExactly(Receipt.Accepted.INSTANCE, Receipt.Accepted.INSTANCE);
            assertThat(rows("SELECT last FROM segment")).containsExactly("1");
            assertThat(rows("SELECT channel, due FROM delayed")).containsExactly("1|" + (clock.millis() + 3_600_000));
            Receiver receiver = Receiver.acking();
            transport.subscribe(ORDERS, "g", 10, receiver);
            clock.advance(Duration.ofHours(1));
            assertThat(receiver.await(2).texts()).containsExactly("now", "later");
            assertThat(rows("SELECT * FROM delayed")).isEmpty();
        }
    }

    @Test
    void several_instances_let_each_message_go_once_and_in_order() throws Exception {
        int count = 3000;
        try (SqlMessageTransport one = transport("one");
                SqlMessageTransport two = transport("two");
                SqlMessageTransport three = transport("three")) {
            for (int i = 0; i < count; i += 100) {
                List<Message> batch = IntStream.range(i, i + 100)
                        .mapToObj(n -> in(Duration.ofMillis(10_000 + n / 7), "m" + n))
                        .toList();
                send(i % 200 == 0 ? one : two, ORDERS, batch.toArray(Message[]::new));
            }
            Receiver receiver = Receiver.acking();
            three.subscribe(ORDERS, "g", 10_000, receiver);
            for (int i = 0; i < 11; i++) {
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(receiver.await(count).texts())
                    .containsExactlyElementsOf(
                            IntStream.range(0, count).mapToObj(n -> "m" + n).toList());
            assertThat(rows("SELECT max(last) FROM segment")).containsExactly(String.valueOf(count));
        }
    }

    @Test
    void an_instance_that_comes_later_lets_go_what_others_left() throws Exception {
        try (SqlMessageTransport sending = transport("sending")) {
            send(sending, ORDERS, in(Duration.ofHours(1), "a"), in(Duration.ofHours(2), "b"));
        }
        clock.advance(Duration.ofHours(1));
        try (SqlMessageTransport other = transport("other")) {
            Receiver receiver = Receiver.acking();
            other.subscribe(ORDERS, "g", 10, receiver);
            receiver.await(1);
            clock.advance(Duration.ofHours(1));
            assertThat(receiver.await(2).texts()).containsExactly("a", "b");
        }
    }

    @Test
    void large_messages_go_in_commits_of_their_own_and_in_order() throws Exception {
        try (SqlMessageTransport transport = transport("i")) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Message small = in(Duration.ofSeconds(1 + i), "m" + i);
                send(transport, ORDERS, new Message(small.headers(), new byte[3 * 1024 * 1024]));
                ids.add("m" + i);
            }
            Receiver receiver = Receiver.acking();
            transport.subscribe(ORDERS, "g", 100, receiver);
            clock.advance(Duration.ofMinutes(1));
            receiver.await(10);
            assertThat(receiver.deliveries().stream()
                            .map(delivery -> delivery.message().id()))
                    .containsExactlyElementsOf(ids);
        }
    }

    @Test
    void what_falls_due_later_does_not_overtake_what_fell_due_before() throws Exception {
        try (SqlMessageTransport transport = transport("i")) {
            List<String> inOrder = new ArrayList<>();
            for (int i = 0; i < 20; i++) { // each time before anybody has looked what is due
                send(transport, ORDERS, in(Duration.ofMinutes(1), "first" + i));
                clock.advance(Duration.ofMinutes(2));
                send(transport, ORDERS, in(Duration.ZERO, "then" + i));
                inOrder.addAll(List.of("first" + i, "then" + i));
            }
            Receiver receiver = Receiver.acking();
            transport.subscribe(ORDERS, "g", 100, receiver);
            assertThat(receiver.await(40).texts()).containsExactlyElementsOf(inOrder);
        }
    }

    @Test
    void also_when_more_fell_due_before_than_a_commit_takes() throws Exception {
        try (SqlMessageTransport transport = transport("i")) {
            List<String> inOrder = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String round = i + ".";
                Message[] first = IntStream.range(0, 1500)
                        .mapToObj(n -> in(Duration.ofMinutes(1), round + n))
                        .toArray(Message[]::new);
                send(transport, ORDERS, first);
                clock.advance(Duration.ofMinutes(2));
                send(transport, ORDERS, in(Duration.ZERO, round + 1500), message(round, "other", round));
                IntStream.rangeClosed(0, 1500).forEach(n -> inOrder.add(round + n));
            }
            Receiver receiver = Receiver.acking();
            transport.subscribe(ORDERS, "g", 10_000, receiver);
            assertThat(receiver.await(5 * 1502).texts().stream().filter(text -> !text.endsWith(".")))
                    .containsExactlyElementsOf(inOrder);
        }
    }

    @Test
    void the_retention_counts_from_when_a_message_fell_due() throws Exception {
        try (SqlMessageTransport transport = transport("i")) {
            send(transport, ORDERS, in(Duration.ofHours(5), "a"));
            clock.advance(Duration.ofHours(4));
            transport.removeOld();
            assertThat(rows("SELECT name FROM channel")).as("not abandoned").containsExactly("orders");
            clock.advance(Duration.ofHours(1));
            Await.until("it is in the log", () -> rows("SELECT * FROM delayed").isEmpty());
            clock.advance(Duration.ofMinutes(59));
            transport.removeOld();
            Receiver receiver = Receiver.acking();
            transport.subscribe(ORDERS, "g", 10, receiver);
            assertThat(receiver.await(1).texts()).containsExactly("a");
        }
    }

    @Test
    void a_removed_channel_takes_its_delayed_messages_with_it_and_no_others() throws Exception {
        Channel other = channel("other", 1);
        try (SqlMessageTransport transport = transport("i")) {
            send(transport, ORDERS, in(Duration.ofHours(1), "a"));
            send(transport, other, in(Duration.ofHours(1), "b"));
            transport.remove(ORDERS);
            assertThat(rows("SELECT name FROM delayed JOIN channel ON channel.id = channel"))
                    .containsExactly("other");
            assertThat(rows("SELECT count(*) FROM delayed")).containsExactly("1");
        }
    }

    @Test
    void a_time_that_is_none_is_refused_by_value() throws Exception {
        try (SqlMessageTransport transport = transport("i")) {
            Message wrong =
                    new Message(message("a", "k", "a").headers().with(HeaderNames.NOT_BEFORE, "tomorrow"), new byte[0]);
            assertThat(send(transport, ORDERS, wrong, message("b", "k", "b")))
                    .satisfiesExactly(
                            receipt -> assertThat(((Receipt.Failed) receipt).error())
                                    .hasMessageContaining(
                                            "header notbefore: tomorrow (expected: milliseconds since 1970)"),
                            receipt -> assertThat(receipt).isEqualTo(Receipt.Accepted.INSTANCE));
        }
    }
}
