package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.quintet.spi.Endpoint;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** A server of grpc-java with one method of the kitchen, and our client. */
final class StockServer implements AutoCloseable {
    final GrpcTransport client;
    private final Server server;
    private final String scheme;

    private StockServer(Server server, GrpcTransport client, String scheme) {
        this.server = server;
        this.client = client;
        this.scheme = scheme;
    }

    static StockServer of(
            MethodDescriptor<String, String> method, ServerCallHandler<String, String> handler, String... settings)
            throws IOException {
        return of("http", method, handler, builder -> builder, settings);
    }

    static StockServer of(
            String scheme,
            MethodDescriptor<String, String> method,
            ServerCallHandler<String, String> handler,
            UnaryOperator<NettyServerBuilder> options,
            String... settings)
            throws IOException {
        Server server = options.apply(NettyServerBuilder.forPort(0)
                        .addService(ServerServiceDefinition.builder(Stock.SERVICE.getFullName())
                                .addMethod(method, handler)
                                .build()))
                .build()
                .start();
        return new StockServer(server, TestPeer.transport(settings), scheme);
    }

    Endpoint endpoint() {
        return new Endpoint("grpc", scheme + "://127.0.0.1:" + server.getPort());
    }

    Object call(String operation, Object request) throws Exception {
        return client.call(endpoint(), TestPeer.call(operation, request));
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
        try {
            assertThat(server.awaitTermination(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
