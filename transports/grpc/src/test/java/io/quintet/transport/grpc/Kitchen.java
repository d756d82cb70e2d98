package io.quintet.transport.grpc;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Id;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A contract with an operation of every kind that gRPC has. */
@Contract("test-kitchen")
public interface Kitchen {
    @RequestResponse(timeout = "20s")
    Meal cook(Dish dish) throws SoldOut;

    @RequestResponse(timeout = "20s")
    Stream<Meal> courses(Dish dish) throws SoldOut;

    @RequestResponse(timeout = "20s")
    Meal banquet(Stream<Dish> dishes);

    @RequestResponse(timeout = "20s")
    Stream<Meal> conveyor(Stream<Dish> dishes) throws SoldOut;

    @AsyncRequestResponse
    CompletionStage<Meal> order(Dish dish);

    @Notification
    void ring(Dish dish);

    record Dish(@Id(1) String name) {}

    record Meal(@Id(1) String name) {}

    final class SoldOut extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(@Id(1) String dish) {}

        public SoldOut(Detail detail) {
            super(Code.FAILED_PRECONDITION, detail.dish() + " is sold out", detail);
        }
    }
}
