package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;
import io.quintet.examples.fooddelivery.process.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The orders of {@code orders.csv}, over and over, each time with another id. */
final class OrderFile {
    private static final List<String> HEADER =
            List.of("number", "consumerId", "restaurantId", "items", "deliveryAddress");
    private static final int MOST_OF_ONE = 99;

    private final List<PlaceOrder> orders;

    private OrderFile(List<PlaceOrder> orders) {
        this.orders = orders;
    }

    static OrderFile load(Path directory) {
        return new OrderFile(Csv.read(directory.resolve("orders.csv"), HEADER).stream()
                .map(OrderFile::order)
                .toList());
    }

    private static PlaceOrder order(Csv.Row row) {
        row.integer("number", 1, Integer.MAX_VALUE);
        return new PlaceOrder(
                row.text("number"),
                row.text("consumerId"),
                row.text("restaurantId"),
                items(row),
                row.text("deliveryAddress"));
    }

    private static List<LineItem> items(Csv.Row row) {
        List<LineItem> items = new ArrayList<>();
        for (String text : row.text("items").split(";", -1)) {
            int times = text.lastIndexOf('x');
            int quantity = times < 1 ? 0 : quantity(text.substring(times + 1));
            if (quantity < 1 || quantity > MOST_OF_ONE) {
                throw row.wrong("items", "item x quantity from 1 to " + MOST_OF_ONE + ", such as r01-m03x2;r01-m05x1");
            }
            items.add(new LineItem(text.substring(0, times), quantity));
        }
        return List.copyOf(items);
    }

    private static int quantity(String digits) {
        return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
    }

    int size() {
        return orders.size();
    }

    /** The order that is placed as the n-th, from 1. */
    PlaceOrder order(int n) {
        PlaceOrder order = orders.get((n - 1) % orders.size());
        return new PlaceOrder(
                "order-" + n, order.consumerId(), order.restaurantId(), order.items(), order.deliveryAddress());
    }
}
