package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.quintet.Deadline;
import io.quintet.codec.protobuf.ProtobufCodec;
import io.quintet.config.SettingsSource;
import io.quintet.contract.ContractModel;
import io.quintet.message.Headers;
import io.quintet.net.HttpPorts;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Codec;
import io.quintet.spi.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A transport that serves the kitchen. */
final class TestPeer implements AutoCloseable {
    static final Map<String, BoundOperation> OPERATIONS = operations();

    final GrpcTransport transport;
    final Endpoint endpoint;

    private TestPeer(GrpcTransport transport, Endpoint endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    private static Map<String, BoundOperation> operations() {
        return operations(Kitchen.class).stream()
                .collect(Collectors.toMap(operation -> operation.model().name(), operation -> operation));
    }

    static List<BoundOperation> operations(Class<?> contract) {
        return operations(contract, new ProtobufCodec());
    }

    static List<BoundOperation> operations(Class<?> contract, Codec codec) {
        return ContractModel.of(contract).operations().stream()
                .map(model -> BoundOperation.of(model, codec))
                .toList();
    }

    static GrpcTransport transport(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put("grpc." + settings[i], settings[i + 1]);
        }
        return new GrpcTransport(
                GrpcSettings.read(new SettingsSource().code(map).settings().section("grpc")), new HttpPorts());
    }

    static TestPeer serving(CallHandler handler, String... settings) {
        GrpcTransport transport = transport(settings);
        try {
            return new TestPeer(transport, transport.serve(List.copyOf(OPERATIONS.values()), handler));
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    static Call call(String operation, Object request) {
        return call(operation, request, Duration.ofSeconds(20));
    }

    static Call call(String operation, Object request, Duration timeout) {
        return call(operation, request, timeout, Headers.empty());
    }

    static Call call(String operation, Object request, Duration timeout, Headers headers) {
        return new Call(OPERATIONS.get(operation), request, headers, Deadline.in(timeout));
    }

    /** A channel of grpc-java to it. */
    ManagedChannel channel() {
        return channel(endpoint);
    }

    static ManagedChannel channel(Endpoint endpoint) {
        return NettyChannelBuilder.forAddress(
                        "127.0.0.1", URI.create(endpoint.address()).getPort())
                .usePlaintext()
                .build();
    }

    /** What a test does with a channel. */
    interface Talk {
        void with(ManagedChannel channel) throws Exception;
    }

    /** A peer and a channel of grpc-java to it, for as long as they talk. */
    static void talk(CallHandler handler, Talk talk, String... settings) throws Exception {
        try (TestPeer peer = serving(handler, settings)) {
            talk(peer.channel(), talk);
        }
    }

    static void talk(ManagedChannel channel, Talk talk) throws Exception {
        try {
            talk.with(channel);
        } finally {
            channel.shutdownNow();
            assertThat(channel.awaitTermination(10, SECONDS)).isTrue();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
