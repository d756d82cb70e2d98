package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.api.ApiApp;
import io.quintet.examples.fooddelivery.consumer.ConsumerApp;
import io.quintet.examples.fooddelivery.courier.CourierApp;
import io.quintet.examples.fooddelivery.kitchen.KitchenApp;
import io.quintet.examples.fooddelivery.notification.NotificationApp;
import io.quintet.examples.fooddelivery.order.OrderApp;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One service of the system.
 *
 * @param main what its processes run
 * @param instances how many processes it has
 * @param handlesMessages whether it receives messages, and not just calls
 */
record Role(String name, Class<?> main, int instances, boolean handlesMessages) {
    static final List<Role> ALL = List.of(
            new Role("api", ApiApp.class, 1, true),
            new Role("consumer", ConsumerApp.class, 1, false),
            new Role("order", OrderApp.class, 1, true),
            new Role("kitchen", KitchenApp.class, 2, true),
            new Role("courier", CourierApp.class, 3, true),
            new Role("notification", NotificationApp.class, 1, true));

    static int processes() {
        return ALL.stream().mapToInt(Role::instances).sum();
    }

    static List<String> names() {
        return ALL.stream().map(Role::name).toList();
    }

    /** Such as {@code kitchen-1} and {@code kitchen-2}. */
    List<String> instanceNames() {
        return IntStream.rangeClosed(1, instances).mapToObj(i -> name + "-" + i).toList();
    }
}
