package io.quintet.idl;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Id;
import io.quintet.Notification;
import io.quintet.PublishAsyncResponses;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.Responses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A contract with something of everything. */
@Contract("corner-shop")
public interface Shop {
    @RequestResponse(idempotent = true)
    Order findOrder(FindOrder query) throws OrderNotFound;

    @RequestResponse
    Stream<Order> watch(FindOrder query);

    @RequestResponse
    Offer deliver(Stream<Order> orders);

    @RequestResponse
    Stream<Order> ask(Stream<FindOrder> queries);

    @Notification
    void remind(Order notification);

    @PublishSubscribe
    void ordered(Order event);

    @PublishAsyncResponses(within = "500ms")
    Responses<Offer> wanted(FindOrder request);

    record FindOrder(String orderId) {}

    record Order(
            String orderId,
            List<Line> lines,
            Map<String, Line> byName,
            Optional<String> note,
            Payment payment,
            Instant at,
            List<List<String>> rows) {}

    record Line(String dish, int quantity, Size size) {}

    record Offer(long cents) {}

    record Missing(String orderId) {}

    enum Size {
        SMALL,
        LARGE
    }

    enum State {
        @Id(0)
        OPEN,
        @Id(4)
        CLOSED
    }

    sealed interface Payment permits Cash, CreditCard {}

    record Cash() implements Payment {}

    record CreditCard(String number, State state) implements Payment {}

    /** No order of that id. */
    final class OrderNotFound extends DomainException {
        private static final long serialVersionUID = 1L;

        public OrderNotFound(Missing detail) {
            super(Code.NOT_FOUND, "no such order", detail);
        }
    }
}
