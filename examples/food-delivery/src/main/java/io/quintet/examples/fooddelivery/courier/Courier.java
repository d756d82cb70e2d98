package io.quintet.examples.fooddelivery.courier;

import io.quintet.Idempotent;
import io.quintet.examples.fooddelivery.contract.Couriers.CourierOffer;
import io.quintet.examples.fooddelivery.contract.Couriers.CourierWanted;
import java.util.Objects;

/** One courier, who offers to bring every order, sooner or later. */
final class Courier {
    private static final int LONGEST_MINUTES = 30;

    private final String name;

    Courier(String name) {
        this.name = name;
    }

    @Idempotent
    public CourierOffer courierWanted(CourierWanted request) {
        int minutes = 1 + Math.floorMod(Objects.hash(name, request.orderId()), LONGEST_MINUTES);
        return new CourierOffer(name, minutes);
    }
}
