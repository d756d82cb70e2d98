package io.quintet.examples.fooddelivery.contract;

import static io.quintet.Http.Method.GET;

import io.quintet.AsyncRequestResponse;
import io.quintet.Bounds;
import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.Key;
import io.quintet.RequestResponse;
import io.quintet.Required;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the food is cooked. */
@Contract("kitchen")
public interface Kitchen {
    /** Asks a restaurant to cook; it answers when it gets to it. */
    @AsyncRequestResponse
    CompletionStage<TicketCreated> createTicket(CreateTicket command);

    /** How long a restaurant needs for so many dishes, with what it has to cook at the moment. Nobody should have to wait long for it. */
    @RequestResponse(idempotent = true, timeout = "1s")
    @Http(method = GET, path = "/restaurants/{restaurantId}/preparation-time")
    PreparationTime preparationTime(FindPreparationTime query);

    /** Asks how long so many dishes take. */
    record FindPreparationTime(
            String restaurantId, @Bounds(least = 1) int dishes) {}

    /** No restaurant cooks in no time, and none longer than half a day. */
    record PreparationTime(
            @Required String restaurantId,
            @Bounds(least = 1, most = 720) int minutes) {}

    /** Asks a restaurant to cook. */
    record CreateTicket(@Key String orderId, String restaurantId, List<LineItem> items) {}

    /** The restaurant cooks. */
    record TicketCreated(String orderId, long ticketId) {}
}
