package io.quintet.examples.fooddelivery.demo;

import io.quintet.contract.ContractModel;
import io.quintet.examples.fooddelivery.api.ApiApp;
import io.quintet.examples.fooddelivery.consumer.ConsumerApp;
import io.quintet.examples.fooddelivery.contract.Kitchen;
import io.quintet.examples.fooddelivery.courier.CourierApp;
import io.quintet.examples.fooddelivery.kitchen.KitchenApp;
import io.quintet.examples.fooddelivery.notification.NotificationApp;
import io.quintet.examples.fooddelivery.order.OrderApp;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One service of the system.
 *
 * @param main what its processes run
 * @param instances how many processes it has
 * @param handlesMessages whether it receives messages, and not just calls
 * @param spared the contract of its calls, where orders are placed also when those fail; null where they are not
 */
record Role(
        String name,
        Class<?> main,
        int instances,
        boolean handlesMessages,
        @Nullable Class<?> spared) {
    static final List<Role> ALL = List.of(
            new Role("api", ApiApp.class, 1, true, null),
            new Role("consumer", ConsumerApp.class, 1, false, null),
            new Role("order", OrderApp.class, 1, true, null),
            new Role("kitchen", KitchenApp.class, 2, true, Kitchen.class),
            new Role("courier", CourierApp.class, 3, true, null),
            new Role("notification", NotificationApp.class, 1, true, null));

    static int processes() {
        return ALL.stream().mapToInt(Role::instances).sum();
    }

    static List<String> names() {
        return ALL.stream().map(Role::name).toList();
    }

    static List<String> sparedNames() {
        return ALL.stream().filter(role -> role.spared != null).map(Role::name).toList();
    }

    /** The contract of its calls, where orders are placed also when those fail. */
    ContractModel sparedContract() {
        return ContractModel.of(Objects.requireNonNull(spared));
    }

    /** Such as {@code kitchen-1} and {@code kitchen-2}. */
    List<String> instanceNames() {
        return IntStream.rangeClosed(1, instances).mapToObj(i -> name + "-" + i).toList();
    }
}
