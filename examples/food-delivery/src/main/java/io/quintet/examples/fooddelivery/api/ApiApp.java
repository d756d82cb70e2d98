package io.quintet.examples.fooddelivery.api;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Api;
import io.quintet.examples.fooddelivery.contract.Consumers;
import io.quintet.examples.fooddelivery.contract.DeliveryEvents;
import io.quintet.examples.fooddelivery.contract.KitchenEvents;
import io.quintet.examples.fooddelivery.contract.OrderEvents;
import io.quintet.examples.fooddelivery.contract.Orders;
import io.quintet.examples.fooddelivery.process.ServiceProcess;
import java.util.List;

/** The API: it asks the services behind it, and keeps a history of what they make known. */
public final class ApiApp {
    private ApiApp() {}

    /** Runs it, with the configuration file as argument. */
    public static void main(String[] args) {
        ServiceProcess.run(args, ApiApp::start);
    }

    static void start(Quintet quintet) throws Exception {
        quintet.transact(History::createTables);
        History history = new History();
        for (Class<?> events : List.of(OrderEvents.class, KitchenEvents.class, DeliveryEvents.class)) {
            quintet.subscribe(events, "order-history", history);
        }
        quintet.serve(
                Api.class,
                new ApiService(
                        quintet,
                        quintet.client(Consumers.class),
                        quintet.client(Orders.class),
                        new Estimates(quintet)));
    }
}
