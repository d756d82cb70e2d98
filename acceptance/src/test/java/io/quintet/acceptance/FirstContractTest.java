package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishSubscribe;
import io.quintet.Quintet;
import io.quintet.RequestResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FirstContractTest {
    public record PlaceOrder(String dish) {}

    public record OrderPlaced(@Key String orderId, String dish) {}

    @Contract("orders")
    public interface Orders {
        @RequestResponse
        OrderPlaced place(PlaceOrder command);

        @PublishSubscribe
        void placed(OrderPlaced event);
    }

    public record Shop(Orders orders) {
        public OrderPlaced place(PlaceOrder command) {
            OrderPlaced event = new OrderPlaced("o-1", command.dish());
            orders.placed(event);
            return event;
        }
    }

    public record Screen(CompletableFuture<OrderPlaced> shown) {
        public void placed(OrderPlaced event) {
            shown.complete(event);
        }
    }

    @Test
    void an_order_is_placed_and_everybody_hears_of_it() throws Exception {
        try (Quintet quintet =
                Quintet.builder().name("shop").transport("memory").build()) {
            Screen screen = new Screen(new CompletableFuture<>());
            quintet.serve(Orders.class, new Shop(quintet.client(Orders.class)));
            quintet.subscribe(Orders.class, "screen", screen);
            OrderPlaced placed = quintet.client(Orders.class).place(new PlaceOrder("ramen"));
            assertThat(screen.shown().get(5, TimeUnit.SECONDS)).isEqualTo(placed);
        }
    }
}
