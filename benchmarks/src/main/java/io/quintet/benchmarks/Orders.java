package io.quintet.benchmarks;

import io.quintet.Contract;
import io.quintet.RequestResponse;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;

/** The contract of all measurements of an operation: records of a realistic size. */
@Contract("orders")
public interface Orders {
    /** Places an order. */
    @RequestResponse(timeout = "30s")
    Accepted place(Order order);

    /** The handler. */
    final class Desk implements Orders {
        /** For the measurements. */
        public Desk() {}

        @Override
        public Accepted place(Order order) {
            return Accepted.of(order);
        }
    }
}
