package io.quintet.benchmarks;

import io.quintet.Contract;
import io.quintet.RequestResponse;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;

/** The contract of a service that is made to stall while others are called, too. */
@Contract("neighbour")
public interface Neighbour {
    /** Places an order. */
    @RequestResponse(timeout = "1s")
    Accepted place(Order order);

    /** The handler. */
    final class Desk implements Neighbour {
        /** For the measurements. */
        public Desk() {}

        @Override
        public Accepted place(Order order) {
            return Accepted.of(order);
        }
    }
}
