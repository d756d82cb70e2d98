package io.quintet.examples.fooddelivery.contract;

import io.quintet.AsyncRequestResponse;
import io.quintet.Contract;
import io.quintet.Key;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the food is cooked. */
@Contract("kitchen")
public interface Kitchen {
    /** Asks a restaurant to cook; it answers when it gets to it. */
    @AsyncRequestResponse
    CompletionStage<TicketCreated> createTicket(CreateTicket command);

    /** Asks a restaurant to cook. */
    record CreateTicket(@Key String orderId, String restaurantId, List<LineItem> items) {}

    /** The restaurant cooks. */
    record TicketCreated(String orderId, long ticketId) {}
}
