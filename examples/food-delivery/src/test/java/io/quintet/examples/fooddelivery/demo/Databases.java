package io.quintet.examples.fooddelivery.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The services' databases, filled by hand. */
final class Databases {
    private final Path directory;

    Databases(Path directory) {
        this.directory = directory;
        run("order", "create table orders (order_id text primary key, total_cents int)");
        run("order", "create table decisions (order_id text, state text)");
        run("kitchen", "create table tickets (ticket_id integer primary key, order_id text)");
        run("courier", "create table deliveries (order_id text, courier text)");
        run("notification", "create table sms (order_id text, about text)");
        run("api", "create table history (order_id text, channel text, event text, version int)");
    }

    /** All that an order should leave behind. */
    Databases complete(String id) {
        return stored(id)
                .approved(id)
                .ticket(id)
                .delivery(id)
                .sms(id, "ORDER_APPROVED")
                .sms(id, "COURIER_COMING")
                .history(id, "order-events", "ORDER_CREATED", 1)
                .history(id, "kitchen-events", "TICKET_ACCEPTED", 1)
                .history(id, "order-events", "ORDER_APPROVED", 2)
                .history(id, "delivery-events", "DELIVERY_SCHEDULED", 1);
    }

    Databases stored(String id) {
        return run("order", "insert into orders values ('" + id + "', 700)");
    }

    Databases approved(String id) {
        return run("order", "insert into decisions values ('" + id + "', 'APPROVED')");
    }

    Databases ticket(String id) {
        return run("kitchen", "insert into tickets (order_id) values ('" + id + "')");
    }

    Databases delivery(String id) {
        return run("courier", "insert into deliveries values ('" + id + "', 'courier-1')");
    }

    Databases sms(String id, String about) {
        return run("notification", "insert into sms values ('" + id + "', '" + about + "')");
    }

    Databases history(String id, String channel, String event, int version) {
        return run(
                "api",
                "insert into history values ('" + id + "', '" + channel + "', '" + event + "', " + version + ")");
    }

    Databases run(String service, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(service + ".db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(service + ": " + sql, e);
        }
    }
}
