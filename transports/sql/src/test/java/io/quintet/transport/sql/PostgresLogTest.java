package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.spi.Receipt;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commits that hold messages of channels which are not, or no longer, what their senders know. */
@Timeout(60)
class PostgresLogTest {
    private final TestDatabase store = TestDatabase.postgres();

    private static Batch batch(Channel channel, String text) {
        Outgoing message = new Outgoing("k", 0, 0, Headers.of("id", text).encode(), text.getBytes(UTF_8));
        return new Batch(channel, List.of(message), new Receipt[1]);
    }

    private static void accepted(SqlMessageTransport transport, Channel channel) throws Exception {
        assertThat(transport.send(channel, List.of(message("m", "k", "m"))).get(20, TimeUnit.SECONDS))
                .containsExactly(Receipt.Accepted.INSTANCE);
    }

    @Test
    void what_was_sent_before_and_after_a_sender_knew_of_more_shards_is_appended_in_its_order() {
        List<Batch> batches = List.of(
                batch(channel("orders", 4), "created"),
                batch(channel("other", 1), "other"),
                batch(channel("orders", 8), "updated"));
        List<Append> appends = MessageWriter.appends(batches, 1);
        assertThat(appends).extracting(append -> append.channel().name()).containsExactly("orders", "other");
        assertThat(appends.getFirst().batches()).containsExactly(batches.get(0), batches.get(2));
    }

    /** As the transport has it. */
    private MessageLog log() {
        SqlSettings settings =
                SqlSettings.of(new SettingsSource().code(store.settings()).settings());
        Clock clock = Clock.systemUTC();
        Database database = SqlMessageTransport.opener(settings).messages(Durability.POWER_LOSS);
        return new PostgresLog(database, new LogAppender(database, new DelayedMessages(database, clock), clock), clock);
    }

    @Test
    void a_channel_that_is_removed_just_before_its_delayed_messages_are_stored_is_made_anew() throws Exception {
        try (SqlMessageTransport transport = store.transport();
                MessageLog log = log();
                Connection removing = store.service();
                Statement removal = removing.createStatement()) {
            accepted(transport, channel("orders", 4));
            removing.setAutoCommit(false);
            removal.execute("DELETE FROM channel WHERE name = 'orders'");
            Outgoing later = new Outgoing(
                    "k", 0, Long.MAX_VALUE, Headers.of("id", "later").encode(), new byte[0]);
            List<Append> appends = MessageWriter.appends(
                    List.of(
                            new Batch(channel("orders", 4), List.of(later), new Receipt[1]),
                            batch(channel("other", 1), "other")),
                    1);
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> log.write(appends));
            Await.until(
                    "it waits for the channel",
                    () -> store.groupNumber("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            removing.commit();
            written.get(20, TimeUnit.SECONDS);
            assertThat(store.messages("SELECT name FROM delayed JOIN channel ON channel.id = channel"))
                    .containsExactly("orders");
            assertThat(store.messages("SELECT name FROM segment JOIN channel ON channel.id = channel"))
                    .contains("other");
        }
    }

    @Test
    void what_is_committed_is_accepted_although_the_rest_of_its_commit_fails_afterwards() throws Exception {
        try (SqlMessageTransport transport = store.transport()) {
            accepted(transport, channel("first", 4));
            accepted(transport, channel("raised", 8));
        }
        store.executeOnService(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.shards = 8 THEN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END IF;"
                        + " RETURN NEW; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON segment FOR EACH ROW EXECUTE FUNCTION full_disk()");
        try (MessageLog log = log()) {
            List<Append> appends = MessageWriter.appends(
                    List.of(batch(channel("first", 4), "stored"), batch(channel("raised", 4), "refused")), 1);
            log.write(appends);
            assertThat(appends.get(0).refusal()).isNull();
            QuintetException refusal = appends.get(1).refusal();
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(refusal.retrySafe()).isTrue();
        }
        assertThat(store.messages("SELECT name, count(*) FROM channel JOIN segment ON channel = channel.id"
                        + " GROUP BY name ORDER BY name"))
                .containsExactly("first|2", "raised|1");
    }
}
