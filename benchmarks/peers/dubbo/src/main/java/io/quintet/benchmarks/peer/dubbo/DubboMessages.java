package io.quintet.benchmarks.peer.dubbo;

import io.quintet.benchmarks.peer.messages.Accepted;
import io.quintet.benchmarks.peer.messages.Messages;
import io.quintet.benchmarks.peer.messages.Order;

/** The classes that protoc makes, which Triple sends as gRPC does. */
public final class DubboMessages extends DubboTriple<DubboMessages.Orders> {
    /** The service. */
    public interface Orders {
        /** Places an order. */
        Accepted place(Order order);
    }

    /** Made by the process. */
    public DubboMessages() {
        super(Orders.class, Messages::answer);
    }

    @Override
    Caller caller(Orders orders, AutoCloseable closing) {
        return new MessageCaller(orders, closing);
    }

    private record MessageCaller(Orders orders, AutoCloseable closing) implements Caller {
        @Override
        public io.quintet.benchmarks.calls.Accepted place(String orderId) {
            return Messages.accepted(orders.place(Messages.example(orderId)));
        }

        @Override
        public void close() throws Exception {
            closing.close();
        }
    }
}
