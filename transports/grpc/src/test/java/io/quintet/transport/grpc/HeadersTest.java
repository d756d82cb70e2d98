package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deadline, trace context and all other headers, to and from grpc-java. */
@Timeout(60)
class HeadersTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String TRACESTATE = "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7";
    private static final String BAGGAGE = "userId=alice,serverNode=DF%2028";

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private Object remember(Call call) {
        seen.add(call);
        return new Meal(((Dish) call.request()).name());
    }

    @Test
    void our_handler_gets_what_a_stock_client_sends() throws Exception {
        TestPeer.talk(this::remember, channel -> {
            Metadata sent = new Metadata();
            sent.put(key("traceparent"), TRACEPARENT);
            sent.put(key("tracestate"), "congo=t61rcWkgMzE");
            sent.put(key("tracestate"), "rojo=00f067aa0ba902b7");
            sent.put(key("baggage"), BAGGAGE);
            sent.put(key("idempotency-key"), "k-1");
            sent.put(key("quintet-waiter"), "J%C3%BCrgen");
            sent.put(key("somebody-elses"), "x");
            var intercepted = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(sent));
            CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(7, SECONDS);
            ClientCalls.blockingUnaryCall(intercepted, Stock.COOK, options, "soup");
            Call call = (Call) seen.poll(10, SECONDS);
            Map<String, String> headers = new HashMap<>();
            call.headers().forEach(headers::put);
            assertThat(headers)
                    .isEqualTo(Map.of(
                            HeaderNames.TRACEPARENT,
                            TRACEPARENT,
                            HeaderNames.TRACESTATE,
                            TRACESTATE,
                            HeaderNames.BAGGAGE,
                            BAGGAGE,
                            HeaderNames.IDEMPOTENCY_KEY,
                            "k-1",
                            "waiter",
                            "Jürgen"));
            assertThat(call.deadline().remaining()).isLessThanOrEqualTo(Duration.ofSeconds(7));
        });
    }

    @Test
    void without_a_deadline_the_operations_own_holds_and_a_longer_one_is_cut() throws Exception {
        TestPeer.talk(
                this::remember,
                channel -> {
                    ClientCalls.blockingUnaryCall(channel, Stock.COOK, CallOptions.DEFAULT, "soup");
                    assertThat(((Call) seen.poll(10, SECONDS)).deadline().remaining())
                            .as("20 s by the contract, 10 s by the setting")
                            .isLessThanOrEqualTo(Duration.ofSeconds(10));
                    CallOptions hour = CallOptions.DEFAULT.withDeadlineAfter(3600, SECONDS);
                    ClientCalls.blockingUnaryCall(channel, Stock.COOK, hour, "soup");
                    assertThat(((Call) seen.poll(10, SECONDS)).deadline().remaining())
                            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
                },
                "max-timeout",
                "10s");
    }

    private record Received(Metadata headers, long millis) {}

    @Test
    void a_stock_server_gets_what_our_client_sends() throws Exception {
        ServerCallHandler<String, String> echo = ServerCalls.asyncUnaryCall((dish, meals) -> {
            meals.onNext(dish);
            meals.onCompleted();
        });
        ServerCallHandler<String, String> remembering = new ServerCallHandler<>() {
            @Override
            public ServerCall.Listener<String> startCall(ServerCall<String, String> call, Metadata headers) {
                seen.add(new Received(
                        headers,
                        Context.current().getDeadline().timeRemaining(java.util.concurrent.TimeUnit.MILLISECONDS)));
                return echo.startCall(call, headers);
            }
        };
        try (StockServer server = StockServer.of(Stock.COOK, remembering)) {
            Headers sent = Headers.builder()
                    .set(HeaderNames.TRACEPARENT, TRACEPARENT)
                    .set(HeaderNames.TRACESTATE, TRACESTATE)
                    .set(HeaderNames.BAGGAGE, BAGGAGE)
                    .set(HeaderNames.IDEMPOTENCY_KEY, "k-1")
                    .set("waiter", "Jürgen")
                    .build();
            server.client.call(server.endpoint(), TestPeer.call("cook", new Dish("soup"), Duration.ofSeconds(7), sent));
            Received received = (Received) seen.poll(10, SECONDS);
            assertThat(received.headers().get(key("traceparent"))).isEqualTo(TRACEPARENT);
            assertThat(received.headers().get(key("tracestate"))).isEqualTo(TRACESTATE);
            assertThat(received.headers().get(key("baggage"))).isEqualTo(BAGGAGE);
            assertThat(received.headers().get(key("idempotency-key"))).isEqualTo("k-1");
            assertThat(received.headers().get(key("quintet-waiter"))).isEqualTo("J%C3%BCrgen");
            assertThat(received.millis()).isBetween(1L, 7000L);
        }
    }
}
