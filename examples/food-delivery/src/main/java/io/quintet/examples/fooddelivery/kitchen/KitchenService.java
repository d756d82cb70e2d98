package io.quintet.examples.fooddelivery.kitchen;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Kitchen.CreateTicket;
import io.quintet.examples.fooddelivery.contract.Kitchen.FindPreparationTime;
import io.quintet.examples.fooddelivery.contract.Kitchen.PreparationTime;
import io.quintet.examples.fooddelivery.contract.Kitchen.TicketCreated;
import io.quintet.examples.fooddelivery.contract.KitchenEvents;
import io.quintet.examples.fooddelivery.contract.KitchenEvents.TicketAccepted;
import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;

/** Turns orders into tickets for the cooks. */
final class KitchenService {
    private static final int FIRST_DISH_MINUTES = 10;
    private static final int MORE_DISHES_MINUTES = 2;
    private static final int MOST_MINUTES = 120;

    /** How many of the last tickets are taken to be still in the kitchens. */
    private static final int COOKING = 100;

    private final Quintet quintet;
    private final KitchenEvents events;

    KitchenService(Quintet quintet, KitchenEvents events) {
        this.quintet = quintet;
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

    public PreparationTime preparationTime(FindPreparationTime query) throws Exception {
        int cooking = quintet.transact(() -> Sql.query(
                        "select count(*) from (select restaurant_id from tickets order by ticket_id desc limit ?)"
                                + " where restaurant_id = ?",
                        row -> row.getInt(1),
                        COOKING,
                        query.restaurantId()))
                .getFirst();
        int minutes = FIRST_DISH_MINUTES + cooking + MORE_DISHES_MINUTES * (query.dishes() - 1);
        return new PreparationTime(query.restaurantId(), Math.min(minutes, MOST_MINUTES));
    }
}
