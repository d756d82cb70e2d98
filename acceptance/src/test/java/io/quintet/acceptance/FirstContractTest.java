package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

// tag::first-contract[]
import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishSubscribe;
import io.quintet.Quintet;
import io.quintet.RequestResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class FirstContractTest {
    @Contract("orders")
    public interface Orders {
        @RequestResponse
        Placed place(PlaceOrder command);

        @PublishSubscribe
        void placed(OrderPlaced event);
    }

    public record PlaceOrder(String dish) {}

    public record Placed(String orderId) {}

    public record OrderPlaced(@Key String orderId, String dish) {}

    @Test
    void an_order_is_placed_and_everybody_hears_of_it() throws InterruptedException {
        try (Quintet shop = Quintet.builder().name("shop").transport("memory").build();
                Quintet app = Quintet.builder().name("app").transport("memory").build()) {
            Orders events = shop.client(Orders.class);
            shop.serve(Orders.class, new Object() {
                public Placed place(PlaceOrder command) {
                    events.placed(new OrderPlaced("o-1", command.dish()));
                    return new Placed("o-1");
                }
            });
            BlockingQueue<OrderPlaced> heard = new LinkedBlockingQueue<>();
            app.subscribe(Orders.class, "app", new Object() {
                public void placed(OrderPlaced event) {
                    heard.add(event);
                }
            });
            Placed placed = app.client(Orders.class).place(new PlaceOrder("ramen"));
            assertThat(heard.take()).isEqualTo(new OrderPlaced(placed.orderId(), "ramen"));
        }
    }
}
// end::first-contract[]
