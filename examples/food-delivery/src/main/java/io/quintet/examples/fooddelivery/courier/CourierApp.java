package io.quintet.examples.fooddelivery.courier;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Couriers;
import io.quintet.examples.fooddelivery.contract.DeliveryEvents;
import io.quintet.examples.fooddelivery.contract.Notifications;
import io.quintet.examples.fooddelivery.contract.OrderEvents;
import io.quintet.examples.fooddelivery.process.ServiceProcess;

/** The courier service; each instance is one courier, and all of them together plan the deliveries. */
public final class CourierApp {
    private CourierApp() {}

    /** Runs it, with the configuration file as argument. */
    public static void main(String[] args) {
        ServiceProcess.run(args, CourierApp::start);
    }

    static void start(Quintet quintet) throws Exception {
        quintet.transact(DeliveryPlanner::createTables);
        // A group of its own: each courier hears of each order and may make an offer.
        quintet.subscribe(Couriers.class, quintet.instance(), new Courier(quintet.instance()));
        // One group for all: each approved order is planned by one of them.
        quintet.subscribe(
                OrderEvents.class,
                "delivery",
                new DeliveryPlanner(
                        quintet,
                        quintet.client(Couriers.class),
                        quintet.client(DeliveryEvents.class),
                        quintet.client(Notifications.class)));
    }
}
