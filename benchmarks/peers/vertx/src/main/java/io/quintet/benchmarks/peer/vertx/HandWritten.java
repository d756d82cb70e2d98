package io.quintet.benchmarks.peer.vertx;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;
import io.quintet.benchmarks.calls.Order.LineItem;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The two records as JSON, with Jackson's generator and parser and nothing between. */
final class HandWritten {
    private static final JsonFactory JSON = new JsonFactory();

    private HandWritten() {}

    static byte[] bytes(Order order) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("orderId", order.orderId());
            out.writeStringProperty("consumerId", order.consumerId());
            out.writeStringProperty("restaurantId", order.restaurantId());
            out.writeStringProperty("address", order.address());
            out.writeStringProperty("deliverAt", order.deliverAt().toString());
            out.writeArrayPropertyStart("items");
            for (LineItem item : order.items()) {
                out.writeStartObject();
                out.writeStringProperty("menuItemId", item.menuItemId());
                out.writeStringProperty("name", item.name());
                out.writeNumberProperty("quantity", item.quantity());
                out.writeNumberProperty("priceCents", item.priceCents());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static byte[] bytes(Accepted accepted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("orderId", accepted.orderId());
            out.writeStringProperty("state", accepted.state());
            out.writeNumberProperty("totalCents", accepted.totalCents());
            out.writeNumberProperty("minutes", accepted.minutes());
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static Order order(byte[] bytes) {
        String orderId = null;
        String consumerId = null;
        String restaurantId = null;
        String address = null;
        Instant deliverAt = null;
        List<LineItem> items = new ArrayList<>();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            in.nextToken();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "orderId" -> orderId = in.getString();
                    case "consumerId" -> consumerId = in.getString();
                    case "restaurantId" -> restaurantId = in.getString();
                    case "address" -> address = in.getString();
                    case "deliverAt" -> deliverAt = Instant.parse(in.getString());
                    case "items" -> {
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            items.add(item(in));
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }
        return new Order(
                present(orderId),
                present(consumerId),
                present(restaurantId),
                present(address),
                present(deliverAt),
                items);
    }

    private static LineItem item(JsonParser in) {
        String menuItemId = null;
        String itemName = null;
        int quantity = 0;
        long priceCents = 0;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "menuItemId" -> menuItemId = in.getString();
                case "name" -> itemName = in.getString();
                case "quantity" -> quantity = in.getIntValue();
                case "priceCents" -> priceCents = in.getLongValue();
                default -> in.skipChildren();
            }
        }
        return new LineItem(present(menuItemId), present(itemName), quantity, priceCents);
    }

    static Accepted accepted(byte[] bytes) {
        String orderId = null;
        String state = null;
        long totalCents = 0;
        int minutes = 0;
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            in.nextToken();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "orderId" -> orderId = in.getString();
                    case "state" -> state = in.getString();
                    case "totalCents" -> totalCents = in.getLongValue();
                    case "minutes" -> minutes = in.getIntValue();
                    default -> in.skipChildren();
                }
            }
        }
        return new Accepted(present(orderId), present(state), totalCents, minutes);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a property is missing");
        }
        return value;
    }
}
