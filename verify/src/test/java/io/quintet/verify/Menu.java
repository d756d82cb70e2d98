package io.quintet.verify;

import io.quintet.Contract;
import io.quintet.RequestResponse;

/** What a service offers that is well all the time. */
@Contract("menu")
public interface Menu {
    @RequestResponse(timeout = "60s")
    Tickets.Ticket look(Tickets.Query query);
}
