package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages compressed with gzip, to and from grpc-java; what went over the wire is what grpc-java counted. */
@Timeout(60)
class CompressionTest {
    private static final String LARGE = "x".repeat(100_000);
    private static final String HUGE = "x".repeat(2_000_000);
    private static final int SMALL = 5_000;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    private final CallOptions counted = CallOptions.DEFAULT
            .withDeadlineAfter(20, SECONDS)
            .withStreamTracerFactory(new ClientStreamTracer.Factory() {
                @Override
                public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
                    return new ClientStreamTracer() {
                        @Override
                        public void outboundWireSize(long bytes) {
                            sent.addAndGet(bytes);
                        }

                        @Override
                        public void inboundWireSize(long bytes) {
                            received.addAndGet(bytes);
                        }
                    };
                }
            });

    private final ServerStreamTracer.Factory counting = new ServerStreamTracer.Factory() {
        @Override
        public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
            return new ServerStreamTracer() {
                @Override
                public void outboundWireSize(long bytes) {
                    sent.addAndGet(bytes);
                }

                @Override
                public void inboundWireSize(long bytes) {
                    received.addAndGet(bytes);
                }
            };
        }
    };

    private static Object echo(Call call) {
        return call.request() instanceof Stream<?> dishes
                ? dishes.map(dish -> new Meal(((Dish) dish).name()))
                : new Meal(((Dish) call.request()).name());
    }

    @Test
    void a_stock_client_sends_and_gets_it() throws Exception {
        TestPeer.talk(
                CompressionTest::echo,
                channel -> {
                    CallOptions gzip = counted.withCompression("gzip");
                    assertThat(ClientCalls.blockingUnaryCall(channel, Stock.COOK, gzip, LARGE))
                            .isEqualTo(LARGE);
                    assertThat(sent).hasValueLessThan(SMALL);
                    assertThat(received).hasValueLessThan(SMALL);
                    assertThat(ClientCalls.blockingUnaryCall(channel, Stock.COOK, gzip, "soup"))
                            .as("too small to gain")
                            .isEqualTo("soup");
                },
                "compress",
                "true");
    }

    @Test
    void it_is_read_and_not_sent_unless_that_is_set() throws Exception {
        TestPeer.talk(CompressionTest::echo, channel -> {
            assertThat(ClientCalls.blockingUnaryCall(channel, Stock.COOK, counted.withCompression("gzip"), LARGE))
                    .isEqualTo(LARGE);
            assertThat(sent).hasValueLessThan(SMALL);
            assertThat(received).hasValueGreaterThan(LARGE.length());
        });
    }

    @Test
    void our_client_sends_and_gets_it() throws Exception {
        for (String setting : new String[] {"true", "false"}) {
            sent.set(0);
            received.set(0);
            try (StockServer server = StockServer.of(
                    "http",
                    Stock.COOK,
                    compressing(ServerCalls.asyncUnaryCall((dish, meals) -> {
                        meals.onNext(dish);
                        meals.onCompleted();
                    })),
                    builder -> builder.addStreamTracerFactory(counting),
                    "compress",
                    setting)) {
                assertThat(server.call("cook", new Dish(LARGE))).isEqualTo(new Meal(LARGE));
                assertThat(sent).hasValueLessThan(SMALL);
                assertThat(received.get() < SMALL).isEqualTo(setting.equals("true"));
            }
        }
    }

    @Test
    void our_client_streams_it() throws Exception {
        try (StockServer server = StockServer.of(
                        "http",
                        Stock.CONVEYOR,
                        compressing(ServerCalls.asyncBidiStreamingCall(meals -> meals)),
                        builder -> builder.addStreamTracerFactory(counting),
                        "compress",
                        "true");
                Stream<?> meals = (Stream<?>)
                        server.call("conveyor", Stream.of(new Dish(LARGE), new Dish("a"), new Dish(LARGE)))) {
            Iterator<?> each = meals.iterator();
            assertThat(each.next()).isEqualTo(new Meal(LARGE));
            assertThat(each.next()).isEqualTo(new Meal("a"));
            assertThat(each.next()).isEqualTo(new Meal(LARGE));
            assertThat(each.hasNext()).isFalse();
            assertThat(sent).hasValueLessThan(SMALL);
            assertThat(received).hasValueLessThan(SMALL);
        }
    }

    private static ServerCallHandler<String, String> compressing(ServerCallHandler<String, String> handler) {
        return new ServerCallHandler<>() {
            @Override
            public ServerCall.Listener<String> startCall(ServerCall<String, String> call, Metadata headers) {
                call.setCompression("gzip");
                return handler.startCall(call, headers);
            }
        };
    }

    @Test
    void a_request_that_is_too_large_once_it_is_inflated_is_refused() throws Exception {
        TestPeer.talk(
                CompressionTest::echo,
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(
                                channel, Stock.COOK, counted.withCompression("gzip"), HUGE))
                        .satisfies(e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
                            assertThat(e.getStatus().getDescription()).contains("1048576");
                        }));
    }

    @Test
    void a_response_that_is_too_large_once_it_is_inflated_is_refused() throws Exception {
        try (StockServer server = StockServer.of(
                Stock.COOK,
                compressing(ServerCalls.asyncUnaryCall((dish, meals) -> {
                    meals.onNext(HUGE);
                    meals.onCompleted();
                })),
                "max-response",
                "1MiB")) {
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> server.call("cook", new Dish("soup")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
                    .withMessageContaining("1048576");
        }
    }
}
