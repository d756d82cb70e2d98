package io.quintet.verify;

import io.quintet.Contract;
import io.quintet.RequestResponse;

/** What the service offers that is made to fail. */
@Contract("tickets")
public interface Tickets {
    @RequestResponse(idempotent = true)
    Ticket find(Query query);

    record Query(String id) {}

    record Ticket(String id, String source) {}
}
