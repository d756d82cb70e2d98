package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.Due;
import io.quintet.DurableRequests;
import io.quintet.Idempotent;
import io.quintet.Quintet;
import io.quintet.Reply;
import io.quintet.Transaction;
import io.quintet.acceptance.kitchen.Kitchen;
import io.quintet.acceptance.kitchen.Kitchen.Line;
import io.quintet.acceptance.kitchen.Kitchen.OpenTicket;
import io.quintet.acceptance.kitchen.Kitchen.Reminder;
import io.quintet.acceptance.kitchen.Kitchen.Ticket;
import io.quintet.acceptance.kitchen.KitchenEvents;
import io.quintet.acceptance.kitchen.KitchenEvents.CourierWanted;
import io.quintet.acceptance.kitchen.KitchenEvents.Offer;
import io.quintet.acceptance.kitchen.KitchenEvents.TicketReady;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/recipes.md, running. */
class RecipesTest {
    @TempDir
    Path directory;

    private Quintet service(String name) throws SQLException {
        Path file = directory.resolve(name + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS reminders (ticket TEXT, number INTEGER)");
        }
        return Technology.SQL_AND_HTTP
                .configure(Quintet.builder().name(name), directory)
                .set("database.url", "jdbc:sqlite:" + file)
                .build();
    }

    // A handler that writes and sends.
    public static final class Reminders {
        private final KitchenEvents events;

        public Reminders(KitchenEvents events) {
            this.events = events;
        }

        public void pickupReminder(Reminder reminder) throws SQLException {
            Connection connection = Transaction.current().connection();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO reminders VALUES (?, ?)")) {
                insert.setString(1, reminder.ticketId());
                insert.setInt(2, reminder.number());
                insert.executeUpdate();
            }
            events.ticketReady(new TicketReady(reminder.ticketId(), reminder.number()));
        }

        public Ticket findTicket(Kitchen.FindTicket query) {
            return new Ticket(query.ticketId(), "o1", 1);
        }

        public Ticket open(OpenTicket command) {
            return new Ticket("t1", command.orderId(), command.items().size());
        }

        public Ticket createTicket(OpenTicket command) {
            return open(command);
        }
    }

    // A listener that takes many at a time.
    public static class Ledger {
        public void ticketReady(List<TicketReady> events) throws SQLException {
            Connection connection = Transaction.current().connection();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO reminders VALUES (?, ?)")) {
                for (TicketReady event : events) {
                    insert.setString(1, event.ticketId());
                    insert.setInt(2, event.version());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    // A handler that asks others.
    public static final class Dispatcher {
        private final Quintet quintet;
        private final KitchenEvents events;

        public Dispatcher(Quintet quintet) {
            this.quintet = quintet;
            this.events = quintet.client(KitchenEvents.class);
        }

        @Idempotent
        public void ticketReady(TicketReady event) throws Exception {
            List<Offer> offers =
                    events.courierWanted(new CourierWanted(event.ticketId())).first(2);
            Offer best = offers.stream()
                    .min(Comparator.comparingInt(Offer::minutes))
                    .orElseThrow(() -> new IllegalStateException("no courier for " + event.ticketId()));
            quintet.transact(() -> assign(event.ticketId(), best.courier()));
        }

        private final BlockingQueue<String> assigned = new LinkedBlockingQueue<>();

        private boolean assign(String ticket, String courier) {
            return assigned.add(ticket + " to " + courier);
        }
    }

    // An error of one's own.
    public static final class SoldOut extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String dish) {}

        public SoldOut(Detail detail) {
            super(Code.FAILED_PRECONDITION, detail.dish() + " is sold out", detail);
        }
    }

    @Test
    void a_reminder_is_written_told_and_delivered_by_the_fastest_courier() throws Exception {
        try (Quintet kitchen = service("kitchen-service");
                Quintet delivery = service("delivery-service");
                Quintet courier = service("courier-service");
                Quintet orders = service("order-service")) {
            kitchen.serve(Kitchen.class, new Reminders(kitchen.client(KitchenEvents.class)));
            Dispatcher dispatcher = new Dispatcher(delivery);
            delivery.subscribe(KitchenEvents.class, "delivery", dispatcher);
            courier.subscribe(KitchenEvents.class, "anna", new FiveStylesTest.Courier("anna"));
            courier.subscribe(KitchenEvents.class, "benedikt", new FiveStylesTest.Courier("benedikt"));

            orders.client(Kitchen.class).pickupReminder(new Reminder("t1", 1));

            assertThat(dispatcher.assigned.poll(20, TimeUnit.SECONDS)).isEqualTo("t1 to anna");
        }
    }

    @Test
    void a_reply_is_handled_with_the_correlation_that_was_sent() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Quintet kitchen = service("kitchen-service");
                Quintet orders = service("order-service")) {
            kitchen.serve(Kitchen.class, new Reminders(kitchen.client(KitchenEvents.class)));

            DurableRequests<OpenTicket> tickets = orders.durable(Kitchen.class, Kitchen::createTicket, reply -> {
                switch (reply) {
                    case Reply.Success<Ticket>(Ticket ticket, String order) ->
                        seen.add(order + " has " + ticket.ticketId());
                    case Reply.Failure<Ticket>(Exception error, String order) -> seen.add(order + " failed: " + error);
                }
            });
            orders.transact(() -> {
                tickets.send(new OpenTicket("o1", List.of(new Line("soup", 1))), "order o1");
                return "stored with whatever else this transaction writes";
            });

            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("order o1 has t1");
        }
    }

    @Test
    void events_sent_with_a_transaction_of_ones_own_are_written_by_a_listener_that_takes_lists() throws Exception {
        BlockingQueue<List<TicketReady>> written = new LinkedBlockingQueue<>();
        try (Quintet kitchen = service("kitchen-service");
                Quintet ledger = service("ledger-service")) {
            ledger.subscribe(KitchenEvents.class, "ledger", new Ledger() {
                @Override
                public void ticketReady(List<TicketReady> events) throws SQLException {
                    super.ticketReady(events);
                    written.add(events);
                }
            });
            String url = "jdbc:sqlite:" + directory.resolve("kitchen-service.db");
            try (Connection own = DriverManager.getConnection(url)) {
                own.setAutoCommit(false);
                KitchenEvents events = kitchen.outbox(own).client(KitchenEvents.class);
                events.ticketReady(new TicketReady("t1", 1));
                own.commit();
            }
            assertThat(written.poll(20, TimeUnit.SECONDS)).isEqualTo(List.of(new TicketReady("t1", 1)));
        }
    }

    @Test
    void a_reminder_comes_in_five_minutes() throws Exception {
        Time time = new Time();
        BlockingQueue<Reminder> reminded = new LinkedBlockingQueue<>();
        try (Quintet orders = Technology.SQL_AND_HTTP
                        .configure(Quintet.builder().name("order-service").clock(time), directory)
                        .build();
                Quintet kitchen = Technology.SQL_AND_HTTP
                        .configure(Quintet.builder().name("kitchen-service").clock(time), directory)
                        .build()) {
            kitchen.serve(Kitchen.class, new FiveStylesTest.Cook() {
                @Override
                public void pickupReminder(Reminder reminder) {
                    reminded.add(reminder);
                }
            });
            Kitchen inFiveMinutes = orders.client(Kitchen.class, Due.in(Duration.ofMinutes(5)));
            inFiveMinutes.pickupReminder(new Reminder("t1", 1));

            time.pass(Duration.ofMinutes(5).minusMillis(1));
            assertThat(reminded.poll(200, TimeUnit.MILLISECONDS)).isNull();
            time.pass(Duration.ofMillis(1));
            assertThat(reminded.poll(20, TimeUnit.SECONDS)).isEqualTo(new Reminder("t1", 1));
        }
    }

    /** A wall clock that a test sets on. */
    private static final class Time extends Clock {
        private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a clock of this kind has one zone");
        }
    }
}
