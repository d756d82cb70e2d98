package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Quintet;
import io.quintet.Transaction;
import io.quintet.acceptance.kitchen.Kitchen;
import io.quintet.acceptance.kitchen.KitchenEvents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handler writes, the id of its message and what it sends commit in one transaction of the service's own database. */
class OwnDatabaseTest {
    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();
    private final BlockingQueue<KitchenEvents.TicketReady> ready = new LinkedBlockingQueue<>();
    private String url = "";

    @BeforeEach
    void createTable() throws SQLException {
        url = "jdbc:sqlite:" + directory.resolve("kitchen.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE reminders (ticket TEXT, number INTEGER)");
        }
    }

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    private Quintet start(String service) {
        Quintet quintet = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name(service), directory)
                .build();
        started.add(quintet);
        return quintet;
    }

    private Quintet startKitchen() {
        Quintet quintet = Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name("kitchen-service"), directory)
                .set("database.url", url)
                .build();
        started.add(quintet);
        return quintet;
    }

    private static void remember(Kitchen.Reminder reminder) throws SQLException {
        try (PreparedStatement insert =
                Transaction.current().connection().prepareStatement("INSERT INTO reminders VALUES (?, ?)")) {
            insert.setString(1, reminder.ticketId());
            insert.setInt(2, reminder.number());
            insert.executeUpdate();
        }
    }

    private int count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getInt(1);
        }
    }

    private KitchenEvents.TicketReady heard() throws InterruptedException {
        KitchenEvents.TicketReady event = ready.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event within 20 s").isNotNull();
        return event;
    }

    public class Board {
        public void ticketReady(KitchenEvents.TicketReady event) {
            ready.add(event);
        }
    }

    @Test
    void a_handler_that_fails_leaves_no_row_and_sends_no_event_and_its_retry_leaves_one_of_each() throws Exception {
        start("display").subscribe(KitchenEvents.class, "display", new Board());
        Quintet kitchen = startKitchen();
        KitchenEvents events = kitchen.client(KitchenEvents.class);
        AtomicInteger attempts = new AtomicInteger();
        kitchen.serve(Kitchen.class, new FiveStylesTest.Cook() {
            @Override
            public void pickupReminder(Reminder notification) {
                int attempt = attempts.incrementAndGet();
                try {
                    remember(notification);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                events.ticketReady(new KitchenEvents.TicketReady(notification.ticketId(), attempt));
                if (attempt < 3) {
                    throw new IllegalStateException("attempt " + attempt + " fails after it has written and sent");
                }
            }
        });
        start("order").client(Kitchen.class).pickupReminder(new Kitchen.Reminder("t1", 1));
        assertThat(heard()).isEqualTo(new KitchenEvents.TicketReady("t1", 3));
        assertThat(count("reminders")).isEqualTo(1);
        assertThat(count("PROCESSED_MESSAGES")).isEqualTo(1);
        assertThat(ready).isEmpty();
    }

    @Test
    void what_is_sent_in_a_transaction_that_rolls_back_is_never_sent() throws Exception {
        start("display").subscribe(KitchenEvents.class, "display", new Board());
        Quintet kitchen = startKitchen();
        KitchenEvents events = kitchen.client(KitchenEvents.class);
        assertThatThrownBy(() -> kitchen.transact(() -> {
                    remember(new Kitchen.Reminder("t1", 1));
                    events.ticketReady(new KitchenEvents.TicketReady("t1", 1));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        kitchen.transact(() -> {
            remember(new Kitchen.Reminder("t1", 2));
            events.ticketReady(new KitchenEvents.TicketReady("t1", 2));
            return "committed";
        });
        assertThat(heard()).isEqualTo(new KitchenEvents.TicketReady("t1", 2));
        assertThat(count("reminders")).isEqualTo(1);
    }

    @Test
    void what_was_committed_is_sent_after_a_restart() throws Exception {
        Quintet kitchen = startKitchen();
        KitchenEvents events = kitchen.client(KitchenEvents.class);
        for (int version = 1; version <= 50; version++) {
            int number = version;
            kitchen.transact(() -> {
                events.ticketReady(new KitchenEvents.TicketReady("t1", number));
                return number;
            });
        }
        kitchen.close();
        Quintet again = startKitchen();
        again.client(KitchenEvents.class);
        start("display").subscribe(KitchenEvents.class, "display", new Board());
        for (int version = 1; version <= 50; version++) {
            assertThat(heard()).isEqualTo(new KitchenEvents.TicketReady("t1", version));
        }
    }

    @Test
    void a_question_to_many_within_a_transaction_is_refused_because_its_window_would_close_before_the_commit() {
        Quintet kitchen = startKitchen();
        KitchenEvents events = kitchen.client(KitchenEvents.class);
        assertThatThrownBy(() -> kitchen.transact(() -> events.courierWanted(new KitchenEvents.CourierWanted("t1"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kitchen-events.courierWanted")
                .hasMessageContaining("@Idempotent");
    }

    @Test
    void what_is_sent_over_the_applications_own_connection_follows_its_commit_and_rollback() throws Exception {
        start("display").subscribe(KitchenEvents.class, "display", new Board());
        Quintet kitchen = startKitchen();
        try (Connection own = DriverManager.getConnection(url)) {
            own.setAutoCommit(false);
            KitchenEvents events = kitchen.outbox(own).client(KitchenEvents.class);
            events.ticketReady(new KitchenEvents.TicketReady("t1", 1));
            own.rollback();
            events.ticketReady(new KitchenEvents.TicketReady("t1", 2));
            own.commit();
            assertThat(heard()).isEqualTo(new KitchenEvents.TicketReady("t1", 2));
            assertThatThrownBy(() -> events.courierWanted(new KitchenEvents.CourierWanted("t1")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("kitchen-events.courierWanted: cannot go through the outbox");
        }
        assertThat(ready).isEmpty();
    }

    @Test
    void an_outbox_needs_the_services_own_database() throws Exception {
        Quintet display = start("display");
        try (Connection own = DriverManager.getConnection(url)) {
            assertThatThrownBy(() -> display.outbox(own)).hasMessageContaining("database.url: not set");
        }
    }

    /** Takes events by the batch. */
    public final class Ledger {
        private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger failures = new AtomicInteger();

        public void ticketReady(List<KitchenEvents.TicketReady> events) throws SQLException {
            sizes.add(events.size());
            for (KitchenEvents.TicketReady event : events) {
                remember(new Kitchen.Reminder(event.ticketId(), event.version()));
            }
            if (events.size() > 1 && failures.getAndIncrement() == 0) {
                throw new IllegalStateException("the first batch fails after it has written");
            }
            ready.addAll(events);
        }
    }

    @Test
    void a_batch_is_one_transaction_and_each_event_takes_effect_once() throws Exception {
        Quintet kitchen = startKitchen();
        Ledger ledger = new Ledger();
        kitchen.subscribe(KitchenEvents.class, "ledger", ledger);
        KitchenEvents events = start("order").client(KitchenEvents.class);
        for (int i = 0; i < 400; i++) {
            events.ticketReady(new KitchenEvents.TicketReady("t" + i % 100, i / 100));
        }
        Map<String, List<Integer>> versions = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            KitchenEvents.TicketReady event = heard();
            versions.computeIfAbsent(event.ticketId(), id -> new ArrayList<>()).add(event.version());
        }
        assertThat(versions)
                .hasSize(100)
                .allSatisfy((id, seen) -> assertThat(seen).as(id).containsExactly(0, 1, 2, 3));
        kitchen.close(); // waits for the commit
        assertThat(count("reminders")).isEqualTo(400);
        assertThat(count("PROCESSED_MESSAGES")).isEqualTo(400);
        assertThat(Collections.max(ledger.sizes)).as("the largest batch").isGreaterThan(1);
        assertThat(ledger.failures).hasPositiveValue();
    }
}
