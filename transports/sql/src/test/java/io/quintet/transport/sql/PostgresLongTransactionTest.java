package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows become visible when their transaction commits, which may be long after later ones did. */
@Timeout(60)
class PostgresLongTransactionTest {
    private static final Channel ORDERS = channel("orders", 4);
    private static final int PRODUCERS = 6;
    private static final int EACH = 300;

    private final TestDatabase store = TestDatabase.postgres();

    private static Message numbered(int producer, int number) {
        return message("p" + producer + "-" + number, "key-" + producer, String.valueOf(number));
    }

    @Test
    void readers_miss_nothing_of_many_producers_while_a_transaction_stays_open() throws Exception {
        Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
        Receiver receiver = Receiver.that(delivery -> {
            byKey.computeIfAbsent(delivery.message().key(), key -> Collections.synchronizedList(new ArrayList<>()))
                    .add(Integer.parseInt(Fixtures.text(delivery.message())));
            delivery.ack();
        });
        List<SqlMessageTransport> transports = new ArrayList<>();
        try (Connection application = store.service()) {
            application.setAutoCommit(false);
            application.createStatement().execute("CREATE TABLE report(x int); INSERT INTO report VALUES (1)");
            for (int i = 0; i < 3; i++) {
                transports.add(store.transport());
            }
            transports.get(0).subscribe(ORDERS, "g", 64, receiver);
            transports.get(1).subscribe(ORDERS, "g", 64, receiver);
            List<Thread> producers = new ArrayList<>();
            for (int p = 0; p < PRODUCERS; p++) {
                int producer = p;
                producers.add(Thread.startVirtualThread(() -> {
                    for (int i = 0; i < EACH; i += 3) {
                        transports
                                .get(producer % 3)
                                .send(
                                        ORDERS,
                                        List.of(
                                                numbered(producer, i),
                                                numbered(producer, i + 1),
                                                numbered(producer, i + 2)))
                                .join()
                                .forEach(receipt -> assertThat(receipt).isEqualTo(Receipt.Accepted.INSTANCE));
                    }
                }));
            }
            for (Thread producer : producers) {
                assertThat(producer.join(java.time.Duration.ofSeconds(30))).isTrue();
            }
            receiver.await(PRODUCERS * EACH);
            application.commit();
        } finally {
            transports.forEach(SqlMessageTransport::close);
        }
        assertThat(receiver.deliveries()).hasSize(PRODUCERS * EACH);
        assertThat(byKey).hasSize(PRODUCERS);
        byKey.values().forEach(numbers -> assertThat(numbers).isSorted().hasSize(EACH));
        assertThat(store.messages("SELECT max(last), sum(1) > 0, count(DISTINCT channel) FROM segment"))
                .as("sequences without gaps")
                .containsExactly(PRODUCERS * EACH + "|1|1");
    }

    @Test
    void the_relay_sends_what_a_long_transaction_put_into_the_outbox_early_and_committed_late() throws Exception {
        Set<String> sent = ConcurrentHashMap.newKeySet();
        try (ServiceDatabase database = Fixtures.serviceDatabase(store.serviceSettings());
                Connection application = store.service()) {
            database.relay(new Accepting(sent));
            application.setAutoCommit(false);
            enqueue(database, application, "early");
            // past many batches, and many moves of the relay's beginning
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            int count = 0;
            while (System.nanoTime() < end) {
                int number = count++;
                database.transact(() -> {
                    database.enqueue("sql", ORDERS, message("m" + number, "k", "x"));
                    return null;
                });
            }
            int all = count;
            Await.until("all others, so far " + sent.size(), () -> sent.size() == all);
            assertThat(sent).doesNotContain("early");
            application.commit();
            Await.until("the early one", () -> sent.contains("early"));
            Await.until(
                    "an empty outbox",
                    () -> store.service("SELECT id FROM OUTBOX").isEmpty());
        }
    }

    @Test
    void a_transaction_has_its_number_before_it_draws_an_id_for_a_row_of_the_outbox() throws Exception {
        try (ServiceDatabase database = Fixtures.serviceDatabase(store.serviceSettings());
                Connection application = store.service()) {
            // defaults are worked out together with the id
            application
                    .createStatement()
                    .execute("ALTER TABLE OUTBOX ADD COLUMN had text DEFAULT"
                            + " coalesce(CAST(pg_current_xact_id_if_assigned() AS text), 'none')");
            database.transact(() -> {
                database.enqueue("sql", ORDERS, message("first", "k", "x"));
                return null;
            });
            application.setAutoCommit(false);
            enqueue(database, application, "second");
            application.commit();
            assertThat(store.service("SELECT had FROM OUTBOX")).hasSize(2).doesNotContain("none");
        }
    }

    /** Takes batches as a whole, as the sql transport does. */
    private record Accepting(Set<String> sent) implements ServiceDatabase.Relay {
        @Override
        public CompletableFuture<List<Receipt>> send(String transport, Channel channel, List<Message> batch) {
            batch.forEach(message -> sent.add(message.id()));
            return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), Receipt.Accepted.INSTANCE));
        }

        @Override
        public boolean takesAllOrNone(String transport) {
            return true;
        }
    }

    private static void enqueue(ServiceDatabase database, Connection application, String id) {
        try (Transaction.Scope scope = Transaction.bind(application)) {
            database.enqueue("sql", ORDERS, message(id, "other", "x"));
        }
    }
}
