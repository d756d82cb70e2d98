package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
abstract class RetentionSuite {
    @TempDir
    Path directory;

    private TestDatabase store;

    /** An empty one. */
    abstract TestDatabase database(Path directory);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private final TestClock clock = new TestClock();

    private SqlMessageTransport transport() {
        return new SqlMessageTransport(Fixtures.context("i", store.settings("retention", "1h"), clock));
    }

    private static void send(SqlMessageTransport transport, Channel channel, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            assertThat(transport
                            .send(channel, List.of(message("m" + i, null, String.valueOf(i))))
                            .get(10, TimeUnit.SECONDS))
                    .containsExactly(Receipt.Accepted.INSTANCE);
        }
    }

    private long rows() {
        return store.messageNumber("SELECT count(*) FROM segment");
    }

    private void awaitSignOfLife() {
        Await.until(
                "the member's next sign of life",
                () -> store.groupNumber("SELECT max(expires) FROM member") > clock.millis());
    }

    @Test
    void removes_what_is_old_and_gives_no_sequence_out_twice() throws Exception {
        Channel channel = channel("orders", 1);
        try (SqlMessageTransport transport = transport()) {
            transport.subscribe(channel, "g", 1000, Receiver.acking());
            send(transport, channel, 0, 200);
            send(transport, channel("last", 1), 0, 1);
            clock.advance(Duration.ofHours(2));
            awaitSignOfLife();
            transport.removeOld();
            assertThat(rows()).as("just the newest of all").isEqualTo(1);
            send(transport, channel, 200, 203);
            assertThat(store.messages(
                            "SELECT last FROM segment JOIN channel ON channel.id = channel WHERE name = 'orders'"))
                    .containsExactly("201", "202", "203");
        }
    }

    @Test
    void a_group_that_was_away_goes_on_with_what_is_kept() throws Exception {
        Channel channel = channel("orders", 2);
        try (SqlMessageTransport transport = transport()) {
            Receiver before = Receiver.acking();
            var subscription = transport.subscribe(channel, "g", 10, before);
            send(transport, channel, 0, 5);
            before.await(5);
            subscription.close();
            send(transport, channel, 5, 50);
            clock.advance(Duration.ofMinutes(61));
            send(transport, channel, 50, 60);
            transport.removeOld();
            Receiver after = Receiver.acking();
            transport.subscribe(channel, "g", 100, after);
            after.await(10);
            assertThat(after.texts())
                    .containsExactlyInAnyOrder("50", "51", "52", "53", "54", "55", "56", "57", "58", "59");
        }
    }

    @Test
    void removes_empty_channels_that_nobody_is_subscribed_to() throws Exception {
        Channel kept = channel("kept", 1);
        Channel left = channel("left", 1);
        try (SqlMessageTransport transport = transport()) {
            transport.subscribe(left, "g", 1, Receiver.acking()).close();
            send(transport, left, 0, 3);
            send(transport, kept, 0, 3);
            clock.advance(Duration.ofHours(2));
            transport.subscribe(kept, "g", 1, Receiver.acking());
            send(transport, channel("newest", 1), 0, 1);
            transport.removeOld();
            assertThat(store.messages("SELECT name FROM channel ORDER BY name")).containsExactly("kept", "newest");
            assertThat(store.groupNumber("SELECT count(*) FROM subscriber_group"))
                    .isEqualTo(1);
        }
    }
}
