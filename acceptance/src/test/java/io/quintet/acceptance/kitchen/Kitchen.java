package io.quintet.acceptance.kitchen;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Http;
import io.quintet.Key;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;

@Contract("kitchen")
public interface Kitchen {
    @RequestResponse(idempotent = true, timeout = "2s")
    @Http(method = Http.Method.GET, path = "/tickets/{ticketId}")
    Ticket findTicket(FindTicket query) throws TicketNotFound;

    @RequestResponse
    @Http(path = "/tickets", status = 201)
    Ticket open(OpenTicket command) throws TicketNotFound;

    @AsyncRequestResponse
    CompletionStage<Ticket> createTicket(OpenTicket command) throws TicketNotFound;

    @Notification
    void pickupReminder(Reminder notification);

    record FindTicket(String ticketId) {}

    record OpenTicket(@Key String orderId, List<Line> items) {}

    record Line(String dish, int quantity) {}

    record Ticket(String ticketId, String orderId, int dishes) {}

    record Reminder(@Key String ticketId, int number) {}

    final class TicketNotFound extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String ticketId) {}

        public TicketNotFound(Detail detail) {
            super(Code.NOT_FOUND, "no ticket " + detail.ticketId(), detail);
        }
    }
}
