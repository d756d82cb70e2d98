package io.quintet.benchmarks.peer.dubbo;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;

/** A Java interface and records, in the serialization that Dubbo chooses by itself; what most of its users write. */
public final class DubboInterface extends DubboTriple<DubboInterface.Orders> {
    /** The service. */
    public interface Orders {
        /** Places an order. */
        Accepted place(Order order);
    }

    /** Made by the process. */
    public DubboInterface() {
        super(Orders.class, Accepted::of);
    }

    @Override
    Caller caller(Orders orders, AutoCloseable closing) {
        return new InterfaceCaller(orders, closing);
    }

    private record InterfaceCaller(Orders orders, AutoCloseable closing) implements Caller {
        @Override
        public Accepted place(String orderId) {
            return orders.place(Order.example(orderId));
        }

        @Override
        public void close() throws Exception {
            closing.close();
        }
    }
}
