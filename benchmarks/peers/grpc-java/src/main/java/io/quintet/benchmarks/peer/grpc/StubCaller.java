package io.quintet.benchmarks.peer.grpc;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.CallTechnology.Caller;
import io.quintet.benchmarks.peer.messages.Messages;
import io.quintet.benchmarks.peer.messages.OrdersGrpc.OrdersBlockingStub;
import java.util.concurrent.TimeUnit;

/**
 * Calls through the generated stub.
 *
 * @param stub of any channel
 * @param channel what else to close
 */
public record StubCaller(OrdersBlockingStub stub, AutoCloseable channel) implements Caller {
    @Override
    public Accepted place(String orderId) {
        return Messages.accepted(stub.withDeadlineAfter(CallTechnology.TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
                .place(Messages.example(orderId)));
    }

    @Override
    public void close() throws Exception {
        channel.close();
    }
}
