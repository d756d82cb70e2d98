package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.delivery;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
abstract class ServiceDatabaseSuite {
    private static final Channel ORDERS = channel("orders", 4);

    @TempDir
    Path directory;

    private TestDatabase store;

    /** An empty one. */
    abstract TestDatabase database(Path directory);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private final List<ServiceDatabase> open = new ArrayList<>();

    private ServiceDatabase database() {
        ServiceDatabase database = Fixtures.serviceDatabase(store.serviceSettings());
        open.add(database);
        return database;
    }

    @AfterEach
    void close() {
        open.forEach(ServiceDatabase::close);
    }

    private static Object execute(String sql) throws SQLException {
        try (Statement statement = Transaction.current().connection().createStatement()) {
            return statement.execute(sql);
        }
    }

    private static Object stock(int amount) throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS stock(amount INTEGER)");
        return execute("INSERT INTO stock VALUES (" + amount + ")");
    }

    private List<String> stock() {
        return store.service("SELECT amount FROM stock");
    }

    private List<String> outbox() {
        return store.service("SELECT " + store.text("payload") + " FROM OUTBOX ORDER BY id");
    }

    @Test
    void commits_business_row_inbox_row_and_outbox_row_together() throws Exception {
        ServiceDatabase database = database();
        int handled = database.once("g", List.of(delivery("m1")), fresh -> {
            database.enqueue("sql", ORDERS, message("out", "k", "hello"));
            stock(1);
        });
        assertThat(handled).isEqualTo(1);
        assertThat(stock()).containsExactly("1");
        assertThat(outbox()).containsExactly("hello");
        assertThat(store.service("SELECT subscriber_group, message_id, processed_at > 0 FROM PROCESSED_MESSAGES"))
                .containsExactly("g|m1|1");
    }

    @Test
    void rolls_all_three_back_when_the_work_throws() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> stock(0));
        IllegalStateException thrown = new IllegalStateException("no");
        assertThatThrownBy(() -> database.once("g", List.of(delivery("m1")), fresh -> {
                    stock(1);
                    database.enqueue("sql", ORDERS, message("out", "k", "hello"));
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(stock()).containsExactly("0");
        assertThat(outbox()).isEmpty();
        assertThat(database.once("g", List.of(delivery("m1")), fresh -> stock(2)))
                .as("may be handled again")
                .isEqualTo(1);
        assertThat(Transaction.active()).isEmpty();
    }

    @Test
    void handles_a_message_once_per_group_even_when_two_instances_race() throws Exception {
        ServiceDatabase first = database();
        ServiceDatabase second = database();
        first.transact(() -> stock(0));
        AtomicInteger handled = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (ServiceDatabase database : List.of(first, second)) {
            for (int t = 0; t < 4; t++) {
                threads.add(Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 50; i++) {
                        int number = i;
                        try {
                            handled.addAndGet(database.once("g", List.of(delivery("m" + i)), fresh -> stock(number)));
                        } catch (Exception e) {
                            failures.add(e);
                        }
                    }
                }));
            }
        }
        for (Thread thread : threads) {
            assertThat(thread.join(java.time.Duration.ofSeconds(20))).isTrue();
        }
        assertThat(failures).isEmpty();
        assertThat(handled).hasValue(50);
        assertThat(stock()).hasSize(51);
        assertThat(first.once("another group", List.of(delivery("m1")), fresh -> {}))
                .isEqualTo(1);
    }

    @Test
    void gives_a_batch_only_those_deliveries_that_were_not_handled_before() throws Exception {
        ServiceDatabase database = database();
        database.once("g", List.of(delivery("m2")), fresh -> {});
        List<String> handled = new ArrayList<>();
        int count = database.once(
                "g",
                List.of(delivery("m1"), delivery("m2"), delivery("m3")),
                fresh -> fresh.forEach(each -> handled.add(each.message().id())));
        assertThat(count).isEqualTo(2);
        assertThat(handled).containsExactly("m1", "m3");
        assertThat(database.once("g", List.of(delivery("m1"), delivery("m3")), fresh -> handled.add("again")))
                .isZero();
        assertThat(handled).hasSize(2);
    }

    @Test
    void commits_nothing_for_a_shard_that_another_instance_owns() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> stock(0));
        assertThatThrownBy(() -> database.once("g", List.of(delivery("m1", false)), fresh -> stock(1)))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.ABORTED))
                .hasMessageContaining("shard orders/0: token 7");
        assertThat(stock()).containsExactly("0");
        assertThat(database.once("g", List.of(delivery("m1")), fresh -> stock(1)))
                .as("left to the owner")
                .isEqualTo(1);
    }

    @Test
    void answers_a_key_that_was_answered_before_with_the_stored_answer() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> stock(0));
        byte[] first = database.answer("orders.place", "k1", () -> {
            stock(1);
            return new byte[] {1, 2, 3};
        });
        byte[] second = database.answer("orders.place", "k1", () -> {
            stock(2);
            return new byte[] {9};
        });
        assertThat(second).isEqualTo(first).containsExactly(1, 2, 3);
        assertThat(stock()).containsExactly("0", "1");
        assertThat(database.answer("orders.cancel", "k1", () -> new byte[] {4}))
                .as("the key of another operation")
                .containsExactly(4);
    }

    @Test
    void remembers_no_answer_of_work_that_failed() throws Exception {
        ServiceDatabase database = database();
        assertThatThrownBy(() -> database.answer("orders.place", "k1", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(database.answer("orders.place", "k1", () -> new byte[] {5})).containsExactly(5);
    }

    @Test
    void enqueues_over_a_connection_that_the_application_brought() throws Exception {
        ServiceDatabase database = database();
        try (Connection own = store.service()) {
            own.setAutoCommit(false);
            try (Transaction.Scope scope = Transaction.bind(own)) {
                database.enqueue("sql", ORDERS, message("out", "k", "hello"));
            }
            assertThat(outbox()).as("before the commit").isEmpty();
            own.commit();
            assertThat(outbox()).containsExactly("hello");
            try (Transaction.Scope scope = Transaction.bind(own)) {
                database.enqueue("sql", ORDERS, message("out2", "k", "never"));
            }
            own.rollback();
            assertThat(outbox()).containsExactly("hello");
        }
    }

    @Test
    void a_transaction_within_another_joins_it_and_undoes_only_itself() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> {
            stock(1);
            Connection outer = Transaction.current().connection();
            assertThatThrownBy(() -> database.transact(() -> {
                        assertThat(Transaction.current().connection()).isSameAs(outer);
                        stock(2);
                        throw new IllegalStateException("inner");
                    }))
                    .hasMessage("inner");
            database.transact(() -> stock(3));
            return null;
        });
        assertThat(stock()).containsExactly("1", "3");
    }

    private void enqueue(ServiceDatabase database, String text) {
        database.enqueue("sql", ORDERS, message(text, "k", text));
    }

    @Test
    void a_savepoint_undoes_what_was_sent_after_it_and_nothing_else() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> {
            Connection connection = Transaction.current().connection();
            enqueue(database, "before");
            Savepoint savepoint = connection.setSavepoint();
            enqueue(database, "undone");
            connection.rollback(savepoint);
            enqueue(database, "after");
            return null;
        });
        assertThat(outbox()).containsExactly("before", "after");
    }

    @Test
    void a_savepoint_by_a_statement_that_stays_open_undoes_what_was_sent_after_it_and_nothing_else() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> {
            try (Statement statement = Transaction.current().connection().createStatement()) {
                enqueue(database, "before");
                statement.execute("SAVEPOINT own");
                enqueue(database, "undone");
                statement.execute("ROLLBACK TO SAVEPOINT own");
            }
            enqueue(database, "after");
            return null;
        });
        assertThat(outbox()).containsExactly("before", "after");
    }

    @Test
    void a_transaction_that_sends_thousands_of_messages_stores_them_all_in_their_order() throws Exception {
        ServiceDatabase database = database();
        List<String> texts = IntStream.range(0, 2000).mapToObj(String::valueOf).toList();
        database.transact(() -> {
            texts.forEach(text -> enqueue(database, text));
            return null;
        });
        assertThat(outbox()).isEqualTo(texts);
    }

    @Test
    void a_handler_cannot_end_the_transaction_by_itself() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> {
            Connection connection = Transaction.current().connection();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThatThrownBy(connection::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("commit");
            assertThatThrownBy(connection::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(IllegalStateException.class);
            return stock(1);
        });
        assertThat(stock()).containsExactly("1");
    }

    @Test
    void enqueue_outside_a_transaction_says_what_to_do() {
        assertThatThrownBy(() -> database().enqueue("sql", ORDERS, message("a", null, "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: inside a message handler");
    }

    @Test
    void keeps_data_that_was_there_before_quintet() throws Exception {
        store.executeOnService("CREATE TABLE stock(amount INTEGER)", "INSERT INTO stock VALUES (7)");
        database().transact(() -> stock(8));
        assertThat(stock()).containsExactly("7", "8");
    }

    @Test
    void relays_after_commit_oldest_first_and_removes_what_was_accepted() throws Exception {
        ServiceDatabase database = database();
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        database.relay((transport, channel, batch) -> {
            assertThat(transport).isEqualTo("sql");
            assertThat(channel).isEqualTo(ORDERS);
            batch.forEach(message -> sent.add(Fixtures.text(message)));
            return accepted(batch);
        });
        for (int i = 0; i < 30; i++) {
            int number = i;
            database.transact(() -> {
                database.enqueue("sql", ORDERS, message("m" + number, "k", "a" + number));
                database.enqueue("sql", ORDERS, message("n" + number, "k", "b" + number));
                return null;
            });
        }
        Await.until("an empty outbox", () -> outbox().isEmpty());
        assertThat(sent)
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(i -> (i % 2 == 0 ? "a" : "b") + i / 2)
                        .toList());
    }

    private static CompletableFuture<List<Receipt>> accepted(List<Message> batch) {
        return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), Receipt.Accepted.INSTANCE));
    }

    private static CompletableFuture<List<Receipt>> failed(List<Message> batch, QuintetException error) {
        return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), new Receipt.Failed(error)));
    }

    @Test
    void tries_again_what_was_not_accepted_and_nothing_of_the_channel_overtakes() throws Exception {
        ServiceDatabase database = database();
        List<String> arrived = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger refusals = new AtomicInteger(3);
        database.relay((transport, channel, batch) -> {
            if (channel.equals(ORDERS) && refusals.getAndDecrement() > 0) {
                return refusals.get() == 1
                        ? CompletableFuture.failedFuture(new IllegalStateException("bug"))
                        : failed(batch, QuintetException.unreachable("down", null));
            }
            batch.forEach(message -> arrived.add(Fixtures.text(message)));
            return accepted(batch);
        });
        for (int i = 0; i < 5; i++) {
            int number = i;
            database.transact(() -> {
                database.enqueue("sql", ORDERS, message("m" + number, "k", String.valueOf(number)));
                return null;
            });
        }
        database.transact(() -> {
            database.enqueue("sql", channel("elsewhere", 1), message("e", "k", "elsewhere"));
            return null;
        });
        Await.until("all arrived", () -> outbox().isEmpty());
        assertThat(arrived.stream().filter(text -> !text.equals("elsewhere"))).containsExactly("0", "1", "2", "3", "4");
        assertThat(arrived.indexOf("elsewhere"))
                .as("another channel does not wait")
                .isLessThan(4);
    }

    @Test
    void a_destination_that_nobody_knows_any_more_keeps_no_other_from_being_sent_to() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> {
            database.enqueue("former", ORDERS, message("a", "k", "to the former"));
            database.enqueue("sql", ORDERS, message("b", "k", "to sql"));
            return null;
        });
        AtomicBoolean known = new AtomicBoolean();
        database.relay(new ServiceDatabase.Relay() {
            @Override
            public CompletableFuture<List<Receipt>> send(String transport, Channel channel, List<Message> batch) {
                return accepted(batch);
            }

            @Override
            public boolean takesAllOrNone(String transport) {
                if (transport.equals("former") && !known.get()) {
                    throw new IllegalStateException("transport former: not on the class path");
                }
                return false;
            }
        });
        Await.until("what goes to sql is sent", () -> outbox().equals(List.of("to the former")));
        known.set(true);
        Await.until("the other as soon as it can be", () -> outbox().isEmpty());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void a_destination_that_has_no_room_keeps_no_other_from_being_sent_to() throws Exception {
        ServiceDatabase database = database();
        database.transact(() -> {
            database.enqueue("full", ORDERS, message("a", "k", "to the full"));
            database.enqueue("sql", ORDERS, message("b", "k", "to sql"));
            return null;
        });
        CountDownLatch room = new CountDownLatch(1);
        database.relay((transport, channel, batch) -> {
            if (transport.equals("full")) {
                waitFor(room);
            }
            return accepted(batch);
        });
        Await.until("what goes to sql is sent", () -> outbox().equals(List.of("to the full")));
        room.countDown();
        Await.until("the other as soon as it can be", () -> outbox().isEmpty());
    }

    @Test
    void the_first_of_a_key_refused_and_the_second_accepted_never_happens_in_one_batch() throws Exception {
        ServiceDatabase database = database();
        List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
        database.transact(() -> {
            for (int i = 0; i < 6; i++) {
                database.enqueue("sql", ORDERS, message("m" + i, i < 3 ? "same" : null, String.valueOf(i)));
            }
            return null;
        });
        database.relay((transport, channel, batch) -> {
            batches.add(batch.stream().map(Fixtures::text).toList());
            return accepted(batch);
        });
        Await.until("an empty outbox", () -> outbox().isEmpty());
        assertThat(batches).containsExactly(List.of("0", "3", "4", "5"), List.of("1"), List.of("2"));
    }

    @Test
    void what_has_expired_before_anybody_accepted_it_leaves_the_outbox_and_what_has_not_stays() throws Exception {
        ServiceDatabase database = database();
        AtomicInteger tries = new AtomicInteger();
        long now = System.currentTimeMillis();
        for (long expires : List.of(now - 1000, now + 3_600_000)) {
            Message message = message("m" + expires, "k" + expires, expires < now ? "late" : "early");
            Headers headers = message.headers().with(HeaderNames.EXPIRES, Long.toString(expires));
            database.transact(() -> {
                database.enqueue("sql", ORDERS, new Message(headers, message.payload()));
                return null;
            });
        }
        database.relay((transport, channel, batch) -> {
            tries.incrementAndGet();
            return failed(batch, QuintetException.unreachable("nobody there", null));
        });
        Await.until("just the early one left", () -> outbox().equals(List.of("early")));
        int before = tries.get();
        Await.until("that one is tried again", () -> tries.get() > before + 1);
        assertThat(outbox()).containsExactly("early");
    }

    @Test
    void sets_aside_what_can_never_be_accepted_and_goes_on() throws Exception {
        ServiceDatabase database = database();
        List<String> arrived = Collections.synchronizedList(new ArrayList<>());
        database.relay((transport, channel, batch) -> {
            if (batch.get(0).id().equals("bad")) {
                return failed(batch, QuintetException.invalid("payload: 99 bytes (expected: 1)", List.of()));
            }
            batch.forEach(message -> arrived.add(Fixtures.text(message)));
            return accepted(batch);
        });
        for (String id : List.of("bad", "good")) {
            database.transact(() -> {
                database.enqueue("sql", ORDERS, message(id, "k", id));
                return null;
            });
        }
        Await.until("the good one", () -> arrived.equals(List.of("good")));
        Await.until("just the bad one left", () -> outbox().equals(List.of("bad")));
        assertThat(store.service("SELECT refused FROM OUTBOX")).containsExactly("payload: 99 bytes (expected: 1)");
    }

    @Test
    void one_instance_relays_at_a_time_and_another_takes_over_when_it_closes() throws Exception {
        ServiceDatabase first = database();
        ServiceDatabase second = database();
        List<String> byFirst = Collections.synchronizedList(new ArrayList<>());
        List<String> bySecond = Collections.synchronizedList(new ArrayList<>());
        first.relay((transport, channel, batch) -> {
            batch.forEach(message -> byFirst.add(message.id()));
            return accepted(batch);
        });
        first.transact(() -> {
            first.enqueue("sql", ORDERS, message("m0", null, "x"));
            return null;
        });
        Await.until("the first relays", () -> byFirst.size() == 1);
        second.relay((transport, channel, batch) -> {
            batch.forEach(message -> bySecond.add(message.id()));
            return accepted(batch);
        });
        second.transact(() -> {
            second.enqueue("sql", ORDERS, message("m1", null, "x"));
            return null;
        });
        Await.until("the first relays for the second too", () -> byFirst.size() == 2);
        assertThat(bySecond).isEmpty();
        first.close();
        second.transact(() -> {
            second.enqueue("sql", ORDERS, message("m2", null, "x"));
            return null;
        });
        Await.until("the second relays", () -> bySecond.equals(List.of("m2")));
        assertThat(byFirst).containsExactly("m0", "m1");
    }

    @Test
    void a_relay_that_lost_its_lease_removes_nothing() throws Exception {
        ServiceDatabase database = database();
        CompletableFuture<List<Receipt>> late = new CompletableFuture<>();
        CountDownLatch sent = new CountDownLatch(1);
        AtomicBoolean again = new AtomicBoolean();
        database.relay((transport, channel, batch) -> {
            sent.countDown();
            return again.getAndSet(true) ? new CompletableFuture<>() : late;
        });
        database.transact(() -> {
            database.enqueue("sql", ORDERS, message("m0", null, "x"));
            return null;
        });
        assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
        store.executeOnService(
                "UPDATE OUTBOX_RELAY SET owner = 'other', token = token + 1, expires = " + Long.MAX_VALUE);
        late.complete(List.of(Receipt.Accepted.INSTANCE));
        database.close();
        assertThat(outbox()).containsExactly("x");
    }

    @Test
    void what_was_sent_and_not_confirmed_before_close_is_sent_again() throws Exception {
        ServiceDatabase database = database();
        CountDownLatch sent = new CountDownLatch(1);
        database.relay((transport, channel, batch) -> {
            sent.countDown();
            return new CompletableFuture<>();
        });
        database.transact(() -> {
            database.enqueue("sql", ORDERS, message("m0", null, "x"));
            return null;
        });
        assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
        database.close();
        database.close();
        assertThat(outbox()).containsExactly("x");
        assertThatThrownBy(() -> database.transact(() -> null))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    }
}
