package io.quintet.examples.fooddelivery.kitchen;

import io.quintet.examples.fooddelivery.contract.Kitchen.CreateTicket;
import io.quintet.examples.fooddelivery.contract.Kitchen.TicketCreated;
import io.quintet.examples.fooddelivery.contract.KitchenEvents;
import io.quintet.examples.fooddelivery.contract.KitchenEvents.TicketAccepted;
import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;

/** Turns orders into tickets for the cooks. */
final class KitchenService {
    private final KitchenEvents events;

    KitchenService(KitchenEvents events) {
        this.events = events;
    }

    /** No unique order_id: it is the inbox that makes sure of one ticket an order, and a second row would show that it failed. */
    static int createTables() throws SQLException {
        return Sql.update("create table if not exists tickets (ticket_id integer primary key, order_id text not null,"
                + " restaurant_id text not null, dishes int not null)");
    }

    /** Runs in a transaction: ticket, event and reply commit together, with the note that this request was handled. */
    public TicketCreated createTicket(CreateTicket command) throws SQLException {
        int dishes = command.items().stream().mapToInt(LineItem::quantity).sum();
        long ticketId = Sql.insert(
                "insert into tickets (order_id, restaurant_id, dishes) values (?, ?, ?)",
                command.orderId(),
                command.restaurantId(),
                dishes);
        events.ticketAccepted(new TicketAccepted(command.orderId(), 1, ticketId, command.restaurantId()));
        return new TicketCreated(command.orderId(), ticketId);
    }
}
