package io.quintet.examples.fooddelivery.api;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Estimate;
import io.quintet.examples.fooddelivery.contract.Estimate.By;
import io.quintet.examples.fooddelivery.contract.Kitchen;
import io.quintet.examples.fooddelivery.contract.Kitchen.FindPreparationTime;
import io.quintet.examples.fooddelivery.contract.Kitchen.PreparationTime;
import io.quintet.resilience.Provenance;

/** When food will be ready: the kitchen knows best, but nobody's order waits for what it says. */
final class Estimates {
    private final Kitchen kitchen;

    Estimates(Quintet quintet) {
        kitchen = quintet.clientWithFallback(Kitchen.class, new Usual());
    }

    /** What stands in for the kitchen while it does not answer, late answers and wrong ones included. */
    static final class Usual {
        private static final int MINUTES = 30;

        public PreparationTime preparationTime(FindPreparationTime query) {
            return new PreparationTime(query.restaurantId(), MINUTES);
        }
    }

    /** For so many dishes of a restaurant; says whether it is the kitchen's own. */
    Estimate of(String restaurantId, int dishes) {
        Provenance provenance = new Provenance();
        PreparationTime time =
                provenance.of(() -> kitchen.preparationTime(new FindPreparationTime(restaurantId, dishes)));
        return new Estimate(time.minutes(), provenance.fallback() == null ? By.KITCHEN : By.FALLBACK);
    }
}
