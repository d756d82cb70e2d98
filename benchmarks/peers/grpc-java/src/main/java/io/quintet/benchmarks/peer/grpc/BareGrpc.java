package io.quintet.benchmarks.peer.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.peer.messages.OrdersGrpc;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Generated blocking stubs, and what the builders choose by themselves; calls have a deadline, as grpc.io advises. */
public final class BareGrpc implements CallTechnology {
    /** Made by the process. */
    public BareGrpc() {}

    @Override
    public AutoCloseable serve(int port) throws Exception {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(HOST, port))
                .addService(new OrdersDesk())
                .build()
                .start();
        return () -> {
            if (!server.shutdown().awaitTermination(5, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        };
    }

    @Override
    public Caller caller(int port) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(HOST, port).usePlaintext().build();
        return new StubCaller(OrdersGrpc.newBlockingStub(channel), channel::shutdownNow);
    }
}
