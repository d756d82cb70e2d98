package io.quintet.examples.fooddelivery.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the restaurants cook and what it costs. */
public final class Menu {
    private static final int MOST_CENTS = 1_000_000;

    private final Map<String, Item> items;

    private Menu(Map<String, Item> items) {
        this.items = Map.copyOf(items);
    }

    /** Reads {@code restaurants.csv} and {@code menu.csv} of a directory. */
    public static Menu load(Path directory) {
        Set<String> restaurants = new HashSet<>();
        for (Csv.Row row : Csv.read(
                directory.resolve("restaurants.csv"), List.of("id", "name", "cuisine", "street", "city-district"))) {
            if (!restaurants.add(row.text("id"))) {
                throw row.wrong("id", "not in an earlier line");
            }
        }
        Map<String, Item> items = new HashMap<>();
        for (Csv.Row row :
                Csv.read(directory.resolve("menu.csv"), List.of("id", "restaurantId", "dish", "priceCents"))) {
            if (!restaurants.contains(row.text("restaurantId"))) {
                throw row.wrong("restaurantId", "a restaurant of restaurants.csv");
            }
            Item item = new Item(
                    row.text("id"),
                    row.text("restaurantId"),
                    row.text("dish"),
                    row.integer("priceCents", 1, MOST_CENTS));
            if (items.put(item.id(), item) != null) {
                throw row.wrong("id", "not in an earlier line");
            }
        }
        return new Menu(items);
    }

    /** The item of an id such as {@code r01-m03}, if there is one. */
    public Optional<Item> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** One dish of one restaurant. */
    public record Item(String id, String restaurantId, String dish, int priceCents) {}
}
