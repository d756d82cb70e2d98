package io.quintet.examples.fooddelivery.order;

import io.quintet.DurableRequests;
import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.FindOrder;
import io.quintet.examples.fooddelivery.contract.Kitchen.CreateTicket;
import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.contract.OrderEvents;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderCreated;
import io.quintet.examples.fooddelivery.contract.OrderPlaced;
import io.quintet.examples.fooddelivery.contract.OrderRefused;
import io.quintet.examples.fooddelivery.contract.OrderStatus;
import io.quintet.examples.fooddelivery.contract.OrderUnknown;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;
import io.quintet.examples.fooddelivery.process.Menu;
import java.sql.SQLException;

/** Takes orders. */
final class OrderService {
    private static final int MOST_OF_ONE = 99;

    private final Quintet quintet;
    private final Menu menu;
    private final OrderEvents events;
    private final DurableRequests<CreateTicket> tickets;

    OrderService(Quintet quintet, Menu menu, OrderEvents events, DurableRequests<CreateTicket> tickets) {
        this.quintet = quintet;
        this.menu = menu;
        this.events = events;
        this.tickets = tickets;
    }

    public OrderPlaced placeOrder(PlaceOrder order) throws Exception {
        int total = price(order);
        quintet.transact(() -> store(order, total));
        return new OrderPlaced(order.orderId(), total);
    }

    /** Order, event and request to the kitchen commit together; a repetition finds the order there and sends nothing. */
    private boolean store(PlaceOrder order, int total) throws SQLException {
        if (!OrderTable.insert(order, total)) {
            return false;
        }
        events.orderCreated(new OrderCreated(order.orderId(), 1, order.consumerId(), order.restaurantId(), total));
        tickets.send(new CreateTicket(order.orderId(), order.restaurantId(), order.items()), order.orderId());
        return true;
    }

    private int price(PlaceOrder order) throws OrderRefused {
        int total = 0;
        for (LineItem item : order.items()) {
            Menu.Item known = menu.item(item.menuItemId()).orElseThrow(() -> refused(order, item, "an item on a menu"));
            if (!known.restaurantId().equals(order.restaurantId())) {
                throw refused(order, item, "an item of restaurant " + order.restaurantId());
            }
            if (item.quantity() < 1 || item.quantity() > MOST_OF_ONE) {
                throw refused(order, item, "1 to " + MOST_OF_ONE);
            }
            total += known.priceCents() * item.quantity();
        }
        return total;
    }

    private static OrderRefused refused(PlaceOrder order, LineItem item, String expected) {
        return new OrderRefused(new OrderRefused.Detail(order.orderId(), item.menuItemId(), item.quantity(), expected));
    }

    public OrderStatus findOrder(FindOrder query) throws Exception {
        return quintet.transact(() -> OrderTable.find(query.orderId())).stream()
                .findFirst()
                .orElseThrow(() -> new OrderUnknown(new OrderUnknown.Detail(query.orderId())));
    }
}
