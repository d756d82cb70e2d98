package io.quintet.benchmarks.peer.messages;

import com.google.protobuf.Timestamp;

/** The example in the classes that protoc makes, built as an application builds it. */
public final class Messages {
    private static final Timestamp DELIVER_AT =
            Timestamp.newBuilder().setSeconds(1_767_292_200L).build();

    private Messages() {}

    /** The same order as {@code io.quintet.benchmarks.calls.Order.example}. */
    public static Order example(String orderId) {
        return Order.newBuilder()
                .setOrderId(orderId)
                .setConsumerId("consumer-1842")
                .setRestaurantId("restaurant-17")
                .setAddress("Lange Reihe 12, 20099 Hamburg")
                .setDeliverAt(DELIVER_AT)
                .addItems(item("item-221", "Ramen with pork and egg", 1, 1490))
                .addItems(item("item-224", "Gyoza, six pieces", 2, 650))
                .addItems(item("item-310", "Green tea", 2, 320))
                .build();
    }

    private static LineItem item(String menuItemId, String name, int quantity, long priceCents) {
        return LineItem.newBuilder()
                .setMenuItemId(menuItemId)
                .setName(name)
                .setQuantity(quantity)
                .setPriceCents(priceCents)
                .build();
    }

    /** What the handler answers. */
    public static Accepted answer(Order order) {
        long total = 0;
        for (LineItem item : order.getItemsList()) {
            total += item.getQuantity() * item.getPriceCents();
        }
        return Accepted.newBuilder()
                .setOrderId(order.getOrderId())
                .setState("ACCEPTED")
                .setTotalCents(total)
                .setMinutes(35)
                .build();
    }

    /** What the caller makes of it. */
    public static io.quintet.benchmarks.calls.Accepted accepted(Accepted message) {
        return new io.quintet.benchmarks.calls.Accepted(
                message.getOrderId(), message.getState(), message.getTotalCents(), message.getMinutes());
    }
}
