package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards that go to a member that has come, while messages of theirs are with the consumer of the one that has them. */
@Timeout(60)
abstract class HandOverSuite {
    @TempDir
    Path directory;

    private TestDatabase store;

    /** An empty one. */
    abstract TestDatabase database(Path directory);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    /** Without keys, so that they go to one shard after the other. */
    private static void send(SqlMessageTransport transport, Channel channel, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            assertThat(transport
                            .send(channel, List.of(message("m" + i, null, String.valueOf(i))))
                            .get(20, TimeUnit.SECONDS))
                    .containsExactly(Receipt.Accepted.INSTANCE);
        }
    }

    private static List<Delivery> lost(Receiver receiver) {
        return receiver.deliveries().stream()
                .filter(delivery -> !delivery.fence().holds())
                .toList();
    }

    private void awaitShares(String... counts) {
        Await.until(
                "shares of " + List.of(counts),
                () -> store.groups("SELECT count(*) FROM shard WHERE owner IS NOT NULL GROUP BY owner ORDER BY 1")
                        .equals(List.of(counts)));
    }

    @Test
    void what_is_never_settled_is_fenced_off_and_goes_to_the_next_owner_as_a_further_attempt() throws Exception {
        Channel channel = channel("orders", 2);
        try (SqlMessageTransport one = store.transport("handover", "300ms");
                SqlMessageTransport other = store.transport()) {
            Receiver holding = Receiver.holding();
            one.subscribe(channel, "g", 10, holding);
            send(one, channel, 0, 2);
            holding.await(2);
            Receiver next = Receiver.acking();
            other.subscribe(channel, "g", 10, next);
            awaitShares("1", "1");
            Delivery taken = next.await(1).deliveries().getFirst();
            Delivery lost = lost(holding).getFirst();
            assertThat(lost(holding)).hasSize(1);
            assertThat(taken.attempt()).isEqualTo(2);
            assertThat(taken.fence().holds()).isTrue();
            assertThat(taken.message().id()).isEqualTo(lost.message().id());
            assertThat(taken.fence().shard()).isEqualTo(lost.fence().shard());
            assertThat(taken.fence().token()).isGreaterThan(lost.fence().token());
            lost.ack(); // too late: does nothing
            send(one, channel, 2, 4);
            assertThat(next.await(2).attempts()).containsExactly(2, 1);
            assertThat(holding.await(3).attempts()).containsOnly(1);
        }
    }

    @Test
    void a_member_that_drains_gives_the_others_at_once_what_it_does_not_handle_and_takes_nothing() throws Exception {
        Channel channel = channel("orders", 8);
        try (SqlMessageTransport one = store.transport("handover", "10ms");
                SqlMessageTransport other = store.transport();
                SqlMessageTransport third = store.transport()) {
            Receiver holding = Receiver.holding();
            Subscription leaving = one.subscribe(channel, "g", 10, holding);
            send(one, channel, 0, 1);
            Delivery slow = holding.await(1).deliveries().getFirst();
            Thread draining = Thread.ofVirtual().start(() -> leaving.drain(Await.PATIENCE));
            other.subscribe(channel, "g", 10, Receiver.acking());
            awaitShares("1", "7");
            Subscription brief = third.subscribe(channel, "g", 10, Receiver.acking());
            awaitShares("1", "3", "4");
            brief.close();
            awaitShares("1", "7");
            assertThat(slow.fence().holds()).isTrue();
            assertThat(draining.isAlive()).isTrue();
            slow.ack();
            awaitShares("8");
            draining.join();
        }
    }

    @Test
    void shards_go_that_are_the_least_busy() throws Exception {
        Channel channel = channel("orders", 8);
        try (SqlMessageTransport one = store.transport();
                SqlMessageTransport other = store.transport()) {
            Receiver holding = Receiver.holding();
            one.subscribe(channel, "g", 10, holding);
            send(one, channel, 0, 4);
            holding.await(4);
            other.subscribe(channel, "g", 10, Receiver.acking());
            awaitShares("4", "4");
            assertThat(lost(holding)).isEmpty();
            send(one, channel, 4, 12);
            holding.await(8);
            assertThat(holding.texts())
                    .containsExactlyInAnyOrderElementsOf(IntStream.of(0, 1, 2, 3, 8, 9, 10, 11)
                            .mapToObj(String::valueOf)
                            .toList());
        }
    }
}
