package io.quintet.cli.advise;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.Notification;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.Requires;
import io.quintet.spi.Guarantee;
import java.util.stream.Stream;

/** A contract to be judged. */
@Contract("dishes")
public interface Dishes {
    record Find(String name) {}

    record Dish(String name) {}

    record Cooked(@Key String table, String dish) {}

    @RequestResponse
    Dish find(Find query);

    @RequestResponse
    Stream<Dish> menu(Find query);

    @Notification
    @Requires(Guarantee.DURABLE)
    void order(Dish dish);

    @PublishSubscribe
    void cooked(Cooked event);
}
