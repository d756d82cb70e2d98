package io.quintet.tck;

import io.quintet.tck.contract.TckKitchen;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** The service behind the scenarios of styles. */
class Cook implements TckKitchen {
    final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    @Override
    public Meal cook(Dish dish) throws SoldOut {
        handled.add(dish.name());
        if (dish.name().equals("sold out")) {
            throw new SoldOut(new SoldOut.Detail(dish.name(), 7));
        }
        return Meal.of(dish);
    }

    @Override
    public Meal hurry(Dish dish) {
        handled.add(dish.name());
        return Meal.of(dish);
    }

    @Override
    public CompletionStage<Meal> order(Dish dish) throws SoldOut {
        return CompletableFuture.completedStage(cook(dish));
    }

    @Override
    public CompletionStage<Meal> orderNow(Dish dish) {
        return CompletableFuture.completedStage(hurry(dish));
    }

    @Override
    public void ring(Bell bell) {
        handled.add(bell.table());
    }
}
