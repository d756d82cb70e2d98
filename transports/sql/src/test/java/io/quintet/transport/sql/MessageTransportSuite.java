package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
abstract class MessageTransportSuite {
    @TempDir
    Path directory;

    private TestDatabase store;

    /** An empty one. */
    abstract TestDatabase database(Path directory);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private static void send(SqlMessageTransport transport, Channel channel, Message... messages) throws Exception {
        for (Receipt receipt : receipts(transport, channel, messages)) {
            assertThat(receipt).isEqualTo(Receipt.Accepted.INSTANCE);
        }
    }

    private static List<Receipt> receipts(SqlMessageTransport transport, Channel channel, Message... messages)
            throws InterruptedException, ExecutionException {
        List<Receipt> receipts;
        try {
            receipts = transport.send(channel, List.of(messages)).get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no receipt", e);
        }
        return receipts;
    }

    private static Message[] numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> message("m" + i, "key-" + i % 7, String.valueOf(i)))
                .toArray(Message[]::new);
    }

    private static Receipt.Failed failed(Receipt receipt) {
        return (Receipt.Failed) receipt;
    }

    @Test
    void delivers_headers_and_payload_as_they_were_sent() throws Exception {
        Channel channel = channel("orders", 4);
        Message sent = new Message(
                message("m1", "k", "").headers().with("umlaut", "Grüße\u0000\uD83D\uDE00"),
                new byte[] {0, 1, -1, 127, -128});
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, sent, message("m2", null, new byte[0]));
            receiver.await(2);
            Delivery first = receiver.deliveries().stream()
                    .filter(delivery -> delivery.message().id().equals("m1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.message().headers()).isEqualTo(sent.headers());
            assertThat(first.message().payload()).isEqualTo(sent.payload());
            assertThat(first.attempt()).isEqualTo(1);
        }
    }

    @Test
    void carries_a_message_of_the_largest_size_and_refuses_a_larger_one_by_name() throws Exception {
        Channel channel = channel("large", 1);
        int most = SqlTransportProvider.MAX_MESSAGE_BYTES;
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            List<Receipt> receipts = receipts(
                    transport,
                    channel,
                    message("a", null, "before"),
                    message("b", null, new byte[most + 1]),
                    message("c", null, new byte[most]));
            assertThat(receipts.get(0)).isEqualTo(Receipt.Accepted.INSTANCE);
            assertThat(receipts.get(2)).isEqualTo(Receipt.Accepted.INSTANCE);
            assertThat(failed(receipts.get(1)).error().code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(failed(receipts.get(1)).error())
                    .hasMessageContaining("16777217")
                    .hasMessageContaining("16777216");
            receiver.await(2);
            assertThat(receiver.deliveries().get(1).message().payload()).hasSize(most);
        }
    }

    @Test
    void refuses_a_message_without_an_id_or_with_headers_beyond_the_limit() throws Exception {
        try (SqlMessageTransport transport = store.transport()) {
            List<Receipt> receipts = receipts(
                    transport,
                    channel("orders", 1),
                    new Message(Headers.empty(), new byte[0]),
                    new Message(
                            message("m", null, "").headers().with("big", "x".repeat(Headers.MAX_BYTES)), new byte[0]));
            assertThat(failed(receipts.get(0)).error()).hasMessageContaining("header id: absent");
            assertThat(failed(receipts.get(1)).error())
                    .hasMessageContaining("headers: 262")
                    .hasMessageContaining("262144");
        }
    }

    @Test
    void many_transports_can_begin_at_once_in_an_empty_directory() throws Exception {
        List<Future<SqlMessageTransport>> starting = new ArrayList<>();
        List<SqlMessageTransport> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                starting.add(threads.submit(() -> store.transport()));
            }
            for (Future<SqlMessageTransport> transport : starting) {
                started.add(transport.get(30, TimeUnit.SECONDS));
            }
        } finally {
            started.forEach(SqlMessageTransport::close);
        }
        assertThat(started).hasSize(8);
    }

    @Test
    void every_group_gets_every_message_and_a_new_group_begins_with_the_oldest() throws Exception {
        Channel channel = channel("events", 3);
        try (SqlMessageTransport transport = store.transport();
                SqlMessageTransport other = store.transport()) {
            Receiver first = Receiver.acking();
            transport.subscribe(channel, "first", 10, first);
            send(transport, channel, numbered(0, 50));
            Receiver late = Receiver.acking();
            other.subscribe(channel, "late", 10, late);
            send(other, channel, numbered(50, 60));
            assertThat(first.await(60).texts()).containsExactlyInAnyOrderElementsOf(range(0, 60));
            assertThat(late.await(60).texts()).containsExactlyInAnyOrderElementsOf(range(0, 60));
        }
    }

    private static List<String> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void a_group_goes_on_behind_what_it_settled() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = store.transport()) {
            send(transport, channel, numbered(0, 10));
            Receiver first = Receiver.that(delivery -> {
                if (Integer.parseInt(Fixtures.text(delivery.message())) < 4) {
                    delivery.ack();
                }
            });
            Subscription subscription = transport.subscribe(channel, "g", 100, first);
            first.await(7);
            subscription.drain(Duration.ofMillis(1));
            subscription.close();
        }
        try (SqlMessageTransport transport = store.transport()) {
            Receiver second = Receiver.acking();
            transport.subscribe(channel, "g", 100, second);
            assertThat(second.await(6).texts()).containsExactlyElementsOf(range(4, 10));
            assertThat(second.attempts())
                    .as("all were handed to the first consumer's dispatch")
                    .containsOnly(2);
        }
    }

    @Test
    void a_message_never_handed_out_is_a_first_attempt_for_the_next_owner() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = store.transport()) {
            send(transport, channel, numbered(0, 10));
            Receiver first = Receiver.holding();
            Subscription subscription = transport.subscribe(channel, "g", 3, first);
            first.await(3);
            subscription.close();
            Receiver second = Receiver.acking();
            transport.subscribe(channel, "g", 100, second);
            second.await(10);
            assertThat(second.attempts()).containsExactly(2, 2, 2, 1, 1, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void credit_bounds_what_is_unsettled() throws Exception {
        Channel channel = channel("orders", 4);
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.holding();
            transport.subscribe(channel, "g", 5, receiver);
            Message[] keyless = IntStream.range(0, 40)
                    .mapToObj(i -> message("m" + i, null, String.valueOf(i)))
                    .toArray(Message[]::new);
            send(transport, channel, keyless);
            receiver.await(5);
            for (int i = 0; i < 35; i++) {
                assertThat(receiver.deliveries()).hasSize(5 + i);
                receiver.deliveries().get(i).ack();
                receiver.await(6 + i);
            }
            assertThat(receiver.deliveries()).hasSize(40);
        }
    }

    @Test
    void keeps_the_order_of_each_key_while_consumers_come_and_go() throws Exception {
        Channel channel = channel("orders", 8);
        Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        Receiver receiver = Receiver.that(delivery -> Thread.startVirtualThread(() -> {
            // settled by other threads, as handlers do
            int number = Integer.parseInt(Fixtures.text(delivery.message()));
            if (seen.merge(delivery.message().id(), 1, Integer::sum) == 1) {
                byKey.computeIfAbsent(delivery.message().key(), key -> new ArrayList<>())
                        .add(number);
            }
            delivery.ack();
        }));
        try (SqlMessageTransport a = store.transport("lease", "2s");
                SqlMessageTransport b = store.transport("lease", "2s");
                SqlMessageTransport c = store.transport("lease", "2s")) {
            Subscription first = a.subscribe(channel, "g", 64, receiver);
            for (int i = 0; i < 30; i++) {
                if (i == 5) {
                    b.subscribe(channel, "g", 64, receiver);
                }
                if (i == 10) {
                    c.subscribe(channel, "g", 64, receiver);
                    awaitOwners(3);
                }
                if (i == 20) {
                    first.drain(Duration.ofSeconds(5));
                    first.close();
                }
                send(a, channel, numbered(i * 100, i * 100 + 100));
            }
            Await.until("all 3000, so far " + seen.size(), () -> seen.size() == 3000);
        }
        assertThat(byKey).hasSize(7);
        byKey.values().forEach(numbers -> assertThat(numbers).isSorted());
        assertThat(seen.values())
                .as("handed over in peace, nothing comes twice")
                .containsOnly(1);
    }

    private void awaitOwners(int count) {
        Await.until(
                count + " owners",
                () -> store.groupNumber("SELECT count(DISTINCT owner) FROM shard WHERE owner IS NOT NULL") == count);
    }

    @Test
    void members_share_the_shards_fairly_and_take_over_those_of_a_member_that_leaves() throws Exception {
        Channel channel = channel("orders", 8);
        String counts = "SELECT count(*) FROM shard WHERE owner IS NOT NULL GROUP BY owner ORDER BY 1";
        try (SqlMessageTransport a = store.transport("lease", "400ms");
                SqlMessageTransport b = store.transport("lease", "400ms")) {
            a.subscribe(channel, "g", 10, Receiver.acking());
            assertThat(store.groups(counts)).containsExactly("8");
            b.subscribe(channel, "g", 10, Receiver.acking());
            Subscription third = b.subscribe(channel, "g", 10, Receiver.acking());
            Await.until("2, 3 and 3", () -> store.groups(counts).equals(List.of("2", "3", "3")));
            third.close();
            Await.until("4 and 4", () -> store.groups(counts).equals(List.of("4", "4")));
        }
    }

    @Test
    void retries_with_rising_attempts_while_later_messages_of_the_key_wait() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.that(delivery -> {
                if (Fixtures.text(delivery.message()).equals("0") && delivery.attempt() < 3) {
                    delivery.retry(Duration.ofMillis(20), new IllegalStateException("not yet"));
                } else {
                    delivery.ack();
                }
            });
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, message("a", "k", "0"), message("b", "k", "1"), message("c", "other", "2"));
            receiver.await(5);
            assertThat(receiver.texts().stream().filter(text -> !text.equals("2")))
                    .containsExactly("0", "0", "0", "1");
            assertThat(receiver.texts().indexOf("2"))
                    .as("another key does not wait")
                    .isLessThan(3);
        }
    }

    @Test
    void attempts_survive_the_consumer() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.that(delivery -> delivery.retry(
                    delivery.attempt() < 4 ? Duration.ofMillis(1) : Duration.ofHours(1),
                    new IllegalStateException("poison")));
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, message("a", "k", "0"));
            receiver.await(4);
        }
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            assertThat(receiver.await(1).attempts()).containsExactly(5);
        }
        assertThat(store.groups("SELECT * FROM retry")).isEmpty();
    }

    @Test
    void keeps_a_rejected_message_among_the_dead_letters_and_goes_on() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = store.transport()) {
            List<String> keptWhenRejectReturned = new ArrayList<>();
            Receiver receiver = Receiver.that(delivery -> {
                if (Fixtures.text(delivery.message()).equals("bad")) {
                    delivery.reject(new IllegalArgumentException("cannot be cooked"));
                    keptWhenRejectReturned.addAll(
                            store.groups("SELECT channel, subscriber_group, seq, message_id, " + store.text("payload")
                                    + ", attempts," + " error LIKE '%cannot be cooked%' FROM dead_letter"));
                } else {
                    delivery.ack();
                }
            });
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, message("a", "k", "bad"), message("b", "k", "good"));
            assertThat(receiver.await(2).texts()).containsExactly("bad", "good");
            assertThat(keptWhenRejectReturned).containsExactly("orders|g|1|a|bad|1|1");
        }
    }

    @Test
    void a_slow_key_holds_up_only_itself_and_memory_stays_bounded() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.that(delivery -> {
                if (!"slow".equals(delivery.message().key())) {
                    delivery.ack();
                }
            });
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, message("s", "slow", "slow"));
            send(transport, channel, numbered(0, 200));
            receiver.await(41);
            assertThat(receiver.deliveries())
                    .as("four times the credit behind the slow one")
                    .hasSizeLessThan(60);
            receiver.deliveries().get(0).ack();
            receiver.await(201);
        }
    }

    @Test
    void a_removed_channel_holds_nothing_and_begins_anew_for_those_still_subscribed() throws Exception {
        Channel channel = channel("replies", 2);
        try (SqlMessageTransport transport = store.transport("lease", "200ms");
                SqlMessageTransport other = store.transport()) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, numbered(0, 200));
            receiver.await(200);
            other.remove(channel);
            other.remove(channel);
            send(other, channel("elsewhere", 1), message("x", null, "x"));
            assertThat(store.messageNumber("SELECT count(*) FROM segment")).isLessThanOrEqualTo(2);
            send(other, channel, numbered(200, 210));
            assertThat(receiver.await(210).texts().subList(200, 210))
                    .containsExactlyInAnyOrderElementsOf(range(200, 210));
        }
    }

    @Test
    void refuses_to_send_after_close_and_closes_twice() throws Exception {
        Channel channel = channel("orders", 1);
        SqlMessageTransport transport = store.transport();
        send(transport, channel, message("a", null, "x"));
        transport.close();
        transport.close();
        Receipt receipt = receipts(transport, channel, message("b", null, "y")).get(0);
        assertThat(failed(receipt).error().code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failed(receipt).error().retrySafe()).isTrue();
    }

    @Test
    void what_was_sent_before_close_is_accepted_or_refused_and_never_in_doubt() throws Exception {
        Channel channel = channel("orders", 1);
        SqlMessageTransport transport = store.transport("queue-messages", "100");
        var futures = IntStream.range(0, 500)
                .mapToObj(i -> transport.send(channel, List.of(message("m" + i, null, "x"))))
                .toList();
        transport.close();
        int accepted = 0;
        for (var future : futures) {
            accepted += future.get(10, TimeUnit.SECONDS).get(0) instanceof Receipt.Accepted ? 1 : 0;
        }
        assertThat(store.messageNumber("SELECT max(last) FROM segment"))
                .isEqualTo(accepted)
                .isEqualTo(500);
    }

    @Test
    void shards_whose_owner_is_no_member_are_taken_over() throws Exception {
        Channel channel = channel("orphans", 4);
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, numbered(0, 7));
            receiver.await(7);
        }
        // as a member leaves them that got them in a commit whose outcome it never learned
        assertThat(store.groups("UPDATE shard SET owner = 4711 RETURNING shard"))
                .hasSize(4);
        try (SqlMessageTransport transport = store.transport()) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, numbered(7, 14));
            receiver.await(7);
        }
    }

    @Test
    void a_member_reads_on_in_shards_that_it_owns_without_knowing() throws Exception {
        Channel channel = channel("unknown", 4);
        try (SqlMessageTransport transport = store.transport("lease", "400ms")) {
            Receiver receiver = Receiver.acking();
            transport.subscribe(channel, "g", 10, receiver);
            send(transport, channel, numbered(0, 7));
            receiver.await(7);
            // as after a commit that gave them to it anew, while the connection broke
            assertThat(store.groups("UPDATE shard SET token = token + 1 RETURNING owner"))
                    .hasSize(4)
                    .doesNotContainNull();
            send(transport, channel, numbered(7, 14));
            Await.until("all 14", () -> receiver.texts().stream().distinct().count() == 14);
        }
    }
}
