package io.quintet.tck.contract;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The contract with one-to-one operations that the kit's scenarios speak. */
@Contract("tck-kitchen")
public interface TckKitchen {
    /** Request/response. */
    @RequestResponse(timeout = "20s")
    Meal cook(Dish dish) throws SoldOut;

    /** Request/response with little time. */
    @RequestResponse(timeout = "400ms")
    Meal hurry(Dish dish);

    /** Asynchronous request/response. */
    @AsyncRequestResponse(timeout = "20s")
    CompletionStage<Meal> order(Dish dish) throws SoldOut;

    /** Asynchronous request/response with little time. */
    @AsyncRequestResponse(timeout = "300ms")
    CompletionStage<Meal> orderNow(Dish dish);

    /** A notification. */
    @Notification
    void ring(Bell bell);

    /** A request. */
    record Dish(String name, int portions, List<String> toppings) {
        /** One portion, without toppings. */
        public static Dish of(String name) {
            return new Dish(name, 1, List.of());
        }
    }

    /** A response. */
    record Meal(String name, int portions, List<String> toppings) {
        /** Just what was asked for. */
        public static Meal of(Dish dish) {
            return new Meal(dish.name(), dish.portions(), dish.toppings());
        }
    }

    /** A notification. */
    record Bell(String table, int times) {}

    /** The contract's own exception. */
    final class SoldOut extends DomainException {
        private static final long serialVersionUID = 1L;

        /** What is sold out. */
        public record Detail(String dish, int since) {}

        /** With what is sold out. */
        public SoldOut(Detail detail) {
            super(Code.FAILED_PRECONDITION, detail.dish() + " is sold out", detail);
        }
    }
}
