package io.quintet.acceptance;

import io.quintet.Contract;
import io.quintet.RequestResponse;
import io.quintet.acceptance.kitchen.Kitchen;

/** A service that takes longer than its callers wait; its own timeout is far away. */
@Contract("slow-kitchen")
public interface SlowKitchen {
    @RequestResponse(timeout = "60s")
    Kitchen.Ticket slow(Kitchen.FindTicket query);
}
