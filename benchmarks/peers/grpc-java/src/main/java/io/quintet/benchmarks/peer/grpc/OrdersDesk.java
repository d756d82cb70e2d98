package io.quintet.benchmarks.peer.grpc;

import io.grpc.stub.StreamObserver;
import io.quintet.benchmarks.peer.messages.Accepted;
import io.quintet.benchmarks.peer.messages.Messages;
import io.quintet.benchmarks.peer.messages.Order;
import io.quintet.benchmarks.peer.messages.OrdersGrpc;

/** The handler behind the generated base class. */
public class OrdersDesk extends OrdersGrpc.OrdersImplBase {
    /** For any server. */
    public OrdersDesk() {}

    @Override
    public void place(Order order, StreamObserver<Accepted> response) {
        response.onNext(Messages.answer(order));
        response.onCompleted();
    }
}
