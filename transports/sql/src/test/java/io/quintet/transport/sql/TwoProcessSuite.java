package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
abstract class TwoProcessSuite {
    private static final Channel ORDERS = channel("orders", 4);
    private static final int KEYS = 13;

    @TempDir
    Path directory;

    private TestDatabase store;

    /** An empty one. */
    abstract TestDatabase database(Path directory);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private String arguments() {
        return Peer.argument(store.settings());
    }

    private static void send(SqlMessageTransport transport, int from, int to) {
        List<Message> batch = IntStream.range(from, to)
                .mapToObj(i -> message("m" + i, "key-" + i % KEYS, String.valueOf(i)))
                .toList();
        assertThat(transport.send(ORDERS, batch))
                .succeedsWithin(Await.PATIENCE)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsOnly(Receipt.Accepted.INSTANCE);
    }

    private PeerProcess consumer(int most) throws Exception {
        return PeerProcess.start("consume", arguments(), "orders", "4", "g", String.valueOf(most));
    }

    private List<String> groups(String sql) {
        return store.groups(sql);
    }

    @Test
    void a_killed_consumers_shards_are_taken_over_with_nothing_lost_and_redeliveries_marked() throws Exception {
        try (SqlMessageTransport transport = store.transport("lease", "600ms");
                PeerProcess peer = consumer(20)) {
            peer.await("READY", 1);
            send(transport, 0, 200);
            peer.await("ACKED", 20);
            peer.await("GOT", 20 + KEYS); // the first of each key is held now
            Receiver receiver = Receiver.acking();
            peer.kill();
            transport.subscribe(ORDERS, "g", 50, receiver);

            Set<String> got = peer.said("GOT").stream()
                    .map(line -> line.split(" ", -1)[1])
                    .collect(Collectors.toSet());
            Set<String> acked = new HashSet<>(peer.said("ACKED"));
            Set<String> all = IntStream.range(0, 200).mapToObj(String::valueOf).collect(Collectors.toSet());
            Await.until("all, so far " + receiver.texts().size(), () -> {
                Set<String> handled = new HashSet<>(receiver.texts());
                handled.addAll(acked);
                return handled.equals(all);
            });
            Set<String> again = new HashSet<>();
            for (Delivery delivery : receiver.deliveries()) {
                String text = Fixtures.text(delivery.message());
                assertThat(again.add(text)).as(text + " just once from here").isTrue();
                if (got.contains(text)) {
                    assertThat(delivery.attempt()).as("attempt of " + text).isGreaterThanOrEqualTo(2);
                }
            }
            assertThat(receiver.attempts().stream()
                            .filter(attempt -> attempt > 1)
                            .count())
                    .as("no more are marked than the credit of 50 and what was acknowledged last")
                    .isBetween(1L, 70L);
        }
    }

    @Test
    void a_killed_producer_loses_nothing_that_was_accepted() throws Exception {
        try (PeerProcess peer = PeerProcess.start("produce", arguments(), "orders", "4")) {
            peer.await("ACK", 2000).kill();
            Set<String> accepted = new HashSet<>(peer.said("ACK"));
            try (SqlMessageTransport transport = store.transport()) {
                Receiver receiver = Receiver.acking();
                transport.subscribe(ORDERS, "g", 1000, receiver);
                Await.until("all accepted", () -> receiver.deliveries().size() >= accepted.size());
                long stored = store.messageNumber("SELECT max(last) FROM segment");
                receiver.await((int) stored);
                assertThat(receiver.texts()).containsAll(accepted).doesNotHaveDuplicates();
                assertOrdered(receiver.deliveries().stream()
                        .map(delivery -> Map.entry(
                                String.valueOf(delivery.message().key()),
                                Integer.parseInt(Fixtures.text(delivery.message()))))
                        .toList());
            }
        }
    }

    private static void assertOrdered(List<Map.Entry<String, Integer>> numbers) {
        Map<String, Integer> last = new HashMap<>();
        for (Map.Entry<String, Integer> number : numbers) {
            Integer before = last.put(number.getKey(), number.getValue());
            assertThat(before == null || before < number.getValue())
                    .as("%s: %s after %s", number.getKey(), number.getValue(), before)
                    .isTrue();
        }
    }

    @Test
    void a_consumer_paused_for_longer_than_its_lease_cannot_move_positions() throws Exception {
        try (SqlMessageTransport transport = store.transport("lease", "600ms");
                PeerProcess peer = consumer(0)) {
            peer.await("READY", 1);
            send(transport, 0, 40);
            peer.await("GOT", KEYS);
            String oldMember = groups("SELECT id FROM member").get(0);
            peer.signal("STOP");
            AtomicBoolean hold = new AtomicBoolean(true);
            Receiver receiver = Receiver.that(delivery -> {
                if (!hold.get()) {
                    delivery.ack();
                }
            });
            transport.subscribe(ORDERS, "g", 50, receiver);
            receiver.await(KEYS);
            assertThat(receiver.attempts()).containsOnly(2);
            peer.tell("ack all");
            peer.signal("CONT");
            peer.await("ACKALL", 1);
            awaitHeartbeats(oldMember);
            assertThat(groups("SELECT DISTINCT position FROM shard")).containsExactly("0");
            peer.kill();
            hold.set(false);
            receiver.deliveries().forEach(Delivery::ack);
            Await.until(
                    "ours do", () -> groups("SELECT min(position) FROM shard").equals(List.of("40")));
        }
    }

    /** The paused member has noticed, come back under a new id, and given two signs of life since: all it had to record is recorded. */
    private void awaitHeartbeats(String oldMember) {
        String newest = "SELECT id, expires FROM member ORDER BY id DESC LIMIT 1";
        Await.until(
                "old member gone",
                () -> groups("SELECT 1 FROM member WHERE id = " + oldMember).isEmpty());
        Await.until("two members", () -> groups("SELECT id FROM member").size() == 2);
        for (int i = 0; i < 2; i++) {
            List<String> before = groups(newest);
            Await.until("a sign of life", () -> !groups(newest).equals(before));
        }
    }

    @Test
    void three_processes_keep_the_order_of_each_key_when_one_is_killed() throws Exception {
        int most = 1_000_000;
        try (SqlMessageTransport transport = store.transport();
                PeerProcess a = consumer(most);
                PeerProcess b = consumer(most);
                PeerProcess c = consumer(most)) {
            List<PeerProcess> peers = List.of(a, b, c);
            peers.forEach(peer -> peer.await("READY", 1));
            Await.until(
                    "3 owners", () -> groups("SELECT DISTINCT owner FROM shard").size() == 3);
            AtomicInteger sent = new AtomicInteger();
            Await.until(
                    "10 messages at each",
                    () -> { // whose lease was over has the keys of those that follow
                        sendTo(peers, transport, sent);
                        return peers.stream().allMatch(peer -> peer.said("GOT").size() >= 10);
                    });
            int before = sent.get();
            send(transport, before, before + 1000);
            a.kill();
            send(transport, before + 1000, before + 2000);
            Await.until("all", () -> received(peers) == before + 2000);
            Set<String> seen = new HashSet<>();
            assertOrdered(peers.stream()
                    .flatMap(peer -> peer.said("GOT").stream())
                    .map(line -> line.split(" ", -1))
                    .sorted(Comparator.comparingLong(words -> Long.parseLong(words[3])))
                    .filter(words -> seen.add(words[1]))
                    .map(words -> Map.entry(words[0], Integer.parseInt(words[1])))
                    .toList());
        }
    }

    /** A hundred more; returns when they have been received, all together. */
    private static void sendTo(List<PeerProcess> peers, SqlMessageTransport transport, AtomicInteger sent) {
        int from = sent.getAndAdd(100);
        send(transport, from, sent.get());
        Await.until("all that was sent", () -> received(peers) == sent.get());
    }

    private static long received(List<PeerProcess> peers) {
        return peers.stream()
                .flatMap(peer -> peer.said("GOT").stream())
                .map(line -> line.split(" ", -1)[1])
                .distinct()
                .count();
    }

    @Test
    void two_processes_with_one_outbox_relay_each_message_in_order_when_one_is_killed() throws Exception {
        String settings = Peer.argument(store.serviceSettings());
        try (PeerProcess a = PeerProcess.start("relay", settings, "a", "150");
                PeerProcess b = PeerProcess.start("relay", settings, "b", "150")) {
            List<PeerProcess> peers = List.of(a, b);
            peers.forEach(peer -> peer.await("FILLED", 1));
            PeerProcess leader = a.said("SENT").isEmpty() ? b : a;
            leader.kill();
            Await.until(
                    "an empty outbox",
                    () -> store.service("SELECT id FROM OUTBOX").isEmpty());
            PeerProcess heir = leader == a ? b : a;
            heir.tell("ping");
            heir.await("STILL HERE", 1);
            Set<String> seen = new HashSet<>();
            List<String> sent = Stream.of(a, b)
                    .flatMap(peer -> peer.said("SENT").stream())
                    .sorted(Comparator.comparingLong(line -> Long.parseLong(line.split(" ", -1)[1])))
                    .map(line -> line.split(" ", -1)[0])
                    .toList();
            List<Map.Entry<String, Integer>> first = new ArrayList<>();
            for (String id : sent) {
                if (seen.add(id)) {
                    int number = Integer.parseInt(id.substring(2));
                    first.add(Map.entry(id.charAt(0) + String.valueOf(number % 3), number));
                }
            }
            assertThat(seen).hasSize(300);
            assertThat(sent.size() - seen.size())
                    .as("sent twice: at most a batch")
                    .isLessThanOrEqualTo(512);
            assertOrdered(first);
        }
    }
}
