package io.quintet.examples.fooddelivery.api;

import io.quintet.examples.fooddelivery.contract.DeliveryEvents.DeliveryScheduled;
import io.quintet.examples.fooddelivery.contract.KitchenEvents.TicketAccepted;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderApproved;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderCreated;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderRejected;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;
import java.util.List;

/** Writes down every event, in the order in which it hears of them. */
final class History {
    static int createTables() throws SQLException {
        Sql.update("create table if not exists history (order_id text not null, channel text not null,"
                + " event text not null, version int not null)");
        return Sql.update("create index if not exists history_by_order on history (order_id)");
    }

    static List<String> of(String orderId) throws SQLException {
        return Sql.query(
                "select event from history where order_id = ? order by rowid", row -> row.getString(1), orderId);
    }

    public void orderCreated(OrderCreated event) throws SQLException {
        add(event.orderId(), "order-events", "ORDER_CREATED", event.version());
    }

    public void orderApproved(OrderApproved event) throws SQLException {
        add(event.orderId(), "order-events", "ORDER_APPROVED", event.version());
    }

    public void orderRejected(OrderRejected event) throws SQLException {
        add(event.orderId(), "order-events", "ORDER_REJECTED", event.version());
    }

    public void ticketAccepted(TicketAccepted event) throws SQLException {
        add(event.orderId(), "kitchen-events", "TICKET_ACCEPTED", event.version());
    }

    public void deliveryScheduled(DeliveryScheduled event) throws SQLException {
        add(event.orderId(), "delivery-events", "DELIVERY_SCHEDULED", event.version());
    }

    private static void add(String orderId, String channel, String event, int version) throws SQLException {
        Sql.update("insert into history values (?, ?, ?, ?)", orderId, channel, event, version);
    }
}
