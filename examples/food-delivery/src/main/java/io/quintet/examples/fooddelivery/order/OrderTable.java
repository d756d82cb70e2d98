package io.quintet.examples.fooddelivery.order;

import io.quintet.examples.fooddelivery.contract.OrderStatus;
import io.quintet.examples.fooddelivery.contract.OrderStatus.State;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;
import java.util.List;

/** Orders and what was decided about them; all within the transaction of the caller. */
final class OrderTable {
    private OrderTable() {}

    /** What is needed of an order when the kitchen has answered. */
    record Stored(String consumerId, String restaurantId, String deliveryAddress) {}

    static int create() throws SQLException {
        Sql.update("create table if not exists orders (order_id text primary key, consumer_id text not null,"
                + " restaurant_id text not null, total_cents int not null, delivery_address text not null)");
        // Not unique by order: the inbox makes sure of one decision, and a second row would show that it failed.
        Sql.update("create table if not exists decisions (order_id text not null, state text not null)");
        return Sql.update("create index if not exists decisions_by_order on decisions (order_id)");
    }

    /** False when the order was there already. */
    static boolean insert(PlaceOrder order, int totalCents) throws SQLException {
        return Sql.update(
                        "insert into orders values (?, ?, ?, ?, ?) on conflict do nothing",
                        order.orderId(),
                        order.consumerId(),
                        order.restaurantId(),
                        totalCents,
                        order.deliveryAddress())
                == 1;
    }

    static Stored decide(String orderId, State state) throws SQLException {
        Sql.update("insert into decisions values (?, ?)", orderId, state.name());
        return Sql.query(
                        "select consumer_id, restaurant_id, delivery_address from orders where order_id = ?",
                        row -> new Stored(row.getString(1), row.getString(2), row.getString(3)),
                        orderId)
                .getFirst();
    }

    /** None or one. */
    static List<OrderStatus> find(String orderId) throws SQLException {
        return Sql.query(
                "select coalesce(d.state, 'PENDING'), o.total_cents from orders o left join decisions d using"
                        + " (order_id) where order_id = ?",
                row -> new OrderStatus(orderId, State.valueOf(row.getString(1)), row.getInt(2)),
                orderId);
    }
}
