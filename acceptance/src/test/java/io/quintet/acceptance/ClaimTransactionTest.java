package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.Transaction;
import io.quintet.acceptance.archive.Archive;
import io.quintet.acceptance.archive.Archive.Document;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.servers.ChildJvm;
import io.quintet.spi.DeadLetters;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads in the store beside a service's own transactions, and beside its death. */
@Timeout(120)
class ClaimTransactionTest extends ClaimFixture {
    private String database(String name) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve(name);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS documents (name TEXT)");
        }
        return url;
    }

    private static int count(String url, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getInt(1);
        }
    }

    private static void insert(String name) {
        try (Statement insert = Transaction.current().connection().createStatement()) {
            insert.executeUpdate("INSERT INTO documents VALUES ('" + name + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_message_that_comes_twice_takes_effect_once() throws Exception {
        BlockingQueue<Message> sent = new LinkedBlockingQueue<>();
        operator.subscribe(new Channel("archive", Channel.Kind.POINT_TO_POINT, 8), "spy", 10, delivery -> {
            sent.add(delivery.message());
            delivery.ack();
        });
        String url = database("archive.db");
        Quintet archive = start(trapped("archive").set("database.url", url));
        archive.serve(Archive.class, new Keeper() {
            @Override
            public void keep(Document document) {
                insert(document.name());
                keeper.kept.add(document);
            }
        });
        Archive office = start(trapped("office")).client(Archive.class);
        office.keep(LARGE);
        assertThat(take(keeper.kept)).isEqualTo(LARGE);
        Message packed = take(sent);
        assertThat(packed.header(HeaderNames.DATA_REF)).isNotNull();
        send(packed, packed);
        office.keep(new Document(LARGE.name(), SMALL.pages())); // of the same key, so behind them
        assertThat(take(keeper.kept).pages()).isEqualTo(SMALL.pages());
        archive.close(); // waits for the commit
        assertThat(count(url, "documents")).isEqualTo(2);
    }

    @Test
    void what_the_outbox_holds_refers_to_what_is_stored_and_a_rollback_leaves_just_a_payload() throws Exception {
        String url = database("office.db");
        Quintet office = start(trapped("office").set("database.url", url));
        Archive archive = office.client(Archive.class);
        assertThatThrownBy(() -> office.transact(() -> {
                    archive.keep(LARGE);
                    assertThat(payloads()).hasSize(1);
                    assertThat(outboxBytes()).isLessThan(1000);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        office.transact(() -> {
            archive.keep(new Document("second", LARGE.pages()));
            return null;
        });
        start(trapped("archive")).serve(Archive.class, keeper);
        assertThat(take(keeper.kept).name()).isEqualTo("second");
        assertThat(payloads()).hasSize(2);
    }

    private static int outboxBytes() {
        try (Statement statement = Transaction.current().connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT max(length(payload) + length(headers)) FROM OUTBOX")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isPositive();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "office.db"})
    void a_process_that_dies_between_storing_and_sending_leaves_just_a_payload(String file) throws Exception {
        @Nullable String url = file.isEmpty() ? null : database(file);
        assertThat(exitCodeOfSender(url, 3)).isEqualTo(77);
        if (url != null) {
            assertThat(count(url, "documents")).isEqualTo(2);
            start(trapped("office").set("database.url", url)).client(Archive.class); // relays what the dead one left
        }
        // with an inbox, for the one that died may have relayed what it had not marked yet
        start(trapped("archive").set("database.url", database("archive.db"))).serve(Archive.class, keeper);
        assertThat(List.of(take(keeper.kept).name(), take(keeper.kept).name())).containsExactlyInAnyOrder("d1", "d2");
        start(trapped("clerk")).client(Archive.class).keep(LARGE);
        assertThat(take(keeper.kept)).isEqualTo(LARGE);
        assertThat(payloads()).hasSize(4);
        assertThat(letters().counts(DeadLetters.Filter.ALL)).isEmpty();
    }

    private int exitCodeOfSender(@Nullable String url, int halt) throws Exception {
        Object[] arguments = url == null
                ? new Object[] {channels(), claims(), halt}
                : new Object[] {channels(), claims(), halt, url};
        return ChildJvm.of(Sender.class, arguments)
                .run(Path.of("target/claim-sender.log"), Duration.ofSeconds(PATIENCE));
    }

    /** Sends large documents, with a transaction where there is a database, until its store halts it. */
    static final class Sender {
        private Sender() {}

        /** {@code <channels> <claims> <halts after> [<database>]}. */
        public static void main(String[] args) throws Exception {
            QuintetBuilder builder = Quintet.builder()
                    .name("office")
                    .environment(Map.of())
                    .transport("sql")
                    .set("sql.directory", args[0])
                    .set("claims.store", "trap")
                    .set("claims.threshold", "1KiB")
                    .set("trap.directory", args[1])
                    .set("trap.halts-after", args[2]);
            if (args.length > 3) {
                builder.set("database.url", args[3]);
            }
            Quintet office = builder.build();
            Archive archive = office.client(Archive.class);
            for (int i = 1; i <= 10; i++) {
                Document document = new Document("d" + i, LARGE.pages());
                if (args.length > 3) {
                    office.transact(() -> {
                        insert(document.name());
                        archive.keep(document);
                        return null;
                    });
                } else {
                    archive.keep(document);
                }
            }
            throw new IllegalStateException("still alive (expected: halted by the store)");
        }
    }

    @Test
    void a_service_removes_payloads_when_their_retention_is_over() {
        start(trapped("office").set("sql.retention", "1s").set("claims.retention", "1s"))
                .client(Archive.class)
                .keep(LARGE);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!payloads().isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(payloads()).isEmpty();
    }
}
