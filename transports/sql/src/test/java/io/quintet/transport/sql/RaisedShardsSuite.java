package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More shards for a channel that is in use: order per key holds, in each group by itself. */
@Timeout(60)
abstract class RaisedShardsSuite {
    static final int KEYS = 40;
    static final Channel ORDERS = channel("orders", 4);

    @TempDir
    Path directory;

    private TestDatabase store;
    private int rounds;

    abstract TestDatabase database(Path where);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private SqlChannels channels() {
        return SqlChannels.open(new SettingsSource().code(store.settings()).settings());
    }

    void raise(int shards) {
        try (SqlChannels channels = channels()) {
            channels.raise("orders", shards);
        }
    }

    /** A message of each key. */
    private void round(SqlMessageTransport transport, Channel channel) throws Exception {
        List<Message> batch = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            batch.add(message("m" + key + "-" + rounds, "key-" + key, String.valueOf(rounds)));
        }
        rounds++;
        assertThat(transport.send(channel, batch).get(10, TimeUnit.SECONDS)).containsOnly(Receipt.Accepted.INSTANCE);
    }

    void rounds(int count, SqlMessageTransport... senders) throws Exception {
        for (int i = 0; i < count; i++) {
            round(senders[i % senders.length], ORDERS);
        }
    }

    static KeyOrder fast() {
        return new KeyOrder(key -> Duration.ZERO);
    }

    /** A few keys are slow, and so far behind the others when their shard changes. */
    static KeyOrder slow() {
        return new KeyOrder(key -> key.endsWith("7") ? Duration.ofMillis(15) : Duration.ZERO);
    }

    List<String> segmentShards() {
        return store.messages("SELECT DISTINCT shards FROM segment ORDER BY shards");
    }

    void awaitGroups(int shards, int groups) {
        Await.until(
                groups + " groups with " + shards + " shards",
                () -> store.groups("SELECT count(*) FROM shard GROUP BY subscriber_group").stream()
                                .filter(count -> count.equals(String.valueOf(shards)))
                                .count()
                        == groups);
    }

    @Test
    void a_key_that_moves_waits_for_the_slow_one_before_it() throws Exception {
        KeyOrder order = new KeyOrder(key -> key.endsWith("7") ? Duration.ofMillis(60) : Duration.ZERO);
        try (SqlMessageTransport a = store.transport();
                SqlMessageTransport b = store.transport()) {
            a.subscribe(ORDERS, "g", 2000, order);
            b.subscribe(ORDERS, "g", 2000, order);
            rounds(30, a);
            raise(16);
            rounds(5, b);
            assertThat(order.settled()).as("the slow keys are behind").isLessThan(KEYS * 30);
            order.await(KEYS * 35);
            assertThat(order.wrong()).isEmpty();
        }
    }

    @Test
    void a_group_that_was_away_reads_each_part_by_its_own_shards() throws Exception {
        KeyOrder order = slow();
        try (SqlMessageTransport a = store.transport()) {
            Subscription before = a.subscribe(ORDERS, "g", 1000, order);
            rounds(3, a);
            order.await(KEYS * 3);
            before.drain(Duration.ofSeconds(10));
            before.close();
            rounds(10, a);
            raise(16);
            rounds(10, a);
            try (SqlMessageTransport later = store.transport()) {
                later.subscribe(ORDERS, "g", 1000, order);
                order.await(KEYS * 23);
            }
            assertThat(order.wrong()).isEmpty();
        }
    }

    @Test
    void a_group_that_is_new_reads_each_part_by_its_own_shards() throws Exception {
        KeyOrder order = slow();
        try (SqlMessageTransport a = store.transport()) {
            rounds(10, a);
            raise(16);
            rounds(10, a);
            a.subscribe(ORDERS, "new", 1000, order);
            order.await(KEYS * 20);
            assertThat(order.wrong()).isEmpty();
        }
    }

    @Test
    void shards_can_be_raised_again_before_anybody_has_come_that_far() throws Exception {
        KeyOrder one = slow();
        KeyOrder two = fast();
        try (SqlMessageTransport a = store.transport();
                SqlMessageTransport b = store.transport()) {
            a.subscribe(ORDERS, "one", 1000, one);
            b.subscribe(ORDERS, "one", 1000, one);
            b.subscribe(ORDERS, "two", 1000, two);
            rounds(10, a);
            raise(5);
            raise(8);
            rounds(10, b);
            raise(64);
            rounds(10, a, b);
            one.await(KEYS * 30);
            two.await(KEYS * 30);
            assertThat(one.wrong()).isEmpty();
            assertThat(two.wrong()).isEmpty();
            assertThat(segmentShards()).containsExactly("4", "8", "64");
            awaitGroups(64, 2);
        }
    }

    @Test
    void members_share_the_new_shards_fairly() throws Exception {
        KeyOrder order = fast();
        try (SqlMessageTransport a = store.transport("lease", "400ms");
                SqlMessageTransport b = store.transport("lease", "400ms");
                SqlMessageTransport c = store.transport("lease", "400ms")) {
            for (SqlMessageTransport each : List.of(a, b, c)) {
                each.subscribe(channel("orders", 1), "g", 100, order);
            }
            rounds(3, a);
            raise(12);
            rounds(3, b);
            order.await(KEYS * 6);
            Await.until(
                    "four shards each",
                    () -> store.groups("SELECT count(*) FROM shard WHERE owner IS NOT NULL GROUP BY owner")
                            .equals(List.of("4", "4", "4")));
            assertThat(order.wrong()).isEmpty();
        }
    }

    @Test
    void what_a_service_is_configured_with_counts_for_new_channels_alone() throws Exception {
        KeyOrder order = fast();
        try (SqlMessageTransport a = store.transport();
                SqlMessageTransport b = store.transport()) {
            round(a, ORDERS);
            round(b, channel("orders", 9));
            b.subscribe(channel("orders", 2), "g", 100, order);
            order.await(KEYS * 2);
            assertThat(order.wrong()).isEmpty();
            assertThat(segmentShards()).containsExactly("4");
        }
    }

    @Test
    void refuses_what_is_not_more_and_channels_that_do_not_exist() throws Exception {
        try (SqlMessageTransport a = store.transport();
                SqlChannels channels = channels()) {
            round(a, ORDERS);
            assertThat(channels.raise("orders", 6)).isEqualTo(4);
            for (int shards : new int[] {6, 4, 0, -1}) {
                assertThatThrownBy(() -> channels.raise("orders", shards))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessage("shards of orders: " + shards
                                + " (expected: more than 6, for shards can be raised and not lowered)");
            }
            assertThatThrownBy(() -> channels.raise("orders", 1025))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("1025 (expected: 1 to 1024)");
            assertThatThrownBy(() -> channels.raise("nothing", 8))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("channel nothing: unknown (expected: one that has been used in ");
            assertThat(channels.list()).containsExactly(new SqlChannels.Stored(channel("orders", 6), 0));
        }
    }
}
