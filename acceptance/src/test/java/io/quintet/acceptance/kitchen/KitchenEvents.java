package io.quintet.acceptance.kitchen;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.Responses;

@Contract("kitchen-events")
public interface KitchenEvents {
    @PublishSubscribe
    void ticketAccepted(TicketAccepted event);

    @PublishSubscribe
    void ticketReady(TicketReady event);

    @PublishAsyncResponses(within = "1s")
    Responses<Offer> courierWanted(CourierWanted request);

    record TicketAccepted(@Key String ticketId, int version) {}

    record TicketReady(@Key String ticketId, int version) {}

    record CourierWanted(@Key String ticketId) {}

    record Offer(String courier, int minutes) {}
}
