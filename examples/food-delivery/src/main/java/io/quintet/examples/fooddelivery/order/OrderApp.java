package io.quintet.examples.fooddelivery.order;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Kitchen;
import io.quintet.examples.fooddelivery.contract.Notifications;
import io.quintet.examples.fooddelivery.contract.OrderEvents;
import io.quintet.examples.fooddelivery.contract.Orders;
import io.quintet.examples.fooddelivery.process.Menu;
import io.quintet.examples.fooddelivery.process.ServiceProcess;

/** The order service. */
public final class OrderApp {
    private OrderApp() {}

    /** Runs it, with the configuration file as argument. */
    public static void main(String[] args) {
        ServiceProcess.run(args, OrderApp::start);
    }

    static void start(Quintet quintet) throws Exception {
        quintet.transact(OrderTable::create);
        OrderEvents events = quintet.client(OrderEvents.class);
        TicketReplies replies = new TicketReplies(events, quintet.client(Notifications.class));
        OrderService service = new OrderService(
                quintet,
                Menu.load(ServiceProcess.dataDirectory()),
                events,
                quintet.durable(Kitchen.class, Kitchen::createTicket, replies));
        quintet.serve(Orders.class, service);
    }
}
