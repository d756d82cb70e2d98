package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Any;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Endpoint;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import io.quintet.transport.grpc.Kitchen.SoldOut;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client calls grpc-java's server. */
@Timeout(60)
class StockServerTest {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final GrpcTransport transport = TestPeer.transport();
    private Server server;
    private Endpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        server = NettyServerBuilder.forPort(0)
                .addService(ServerServiceDefinition.builder("test_kitchen.TestKitchen")
                        .addMethod(Stock.COOK, ServerCalls.asyncUnaryCall(this::cook))
                        .addMethod(Stock.COURSES, ServerCalls.asyncServerStreamingCall(this::courses))
                        .addMethod(Stock.BANQUET, ServerCalls.asyncClientStreamingCall(StockServerTest::banquet))
                        .addMethod(Stock.CONVEYOR, ServerCalls.asyncBidiStreamingCall(StockServerTest::conveyor))
                        .build())
                .build()
                .start();
        endpoint = new Endpoint("grpc", "http://127.0.0.1:" + server.getPort());
    }

    @AfterEach
    void stop() throws Exception {
        transport.close();
        server.shutdownNow();
        assertThat(server.awaitTermination(10, SECONDS)).isTrue();
    }

    private void cook(String dish, StreamObserver<String> meals) {
        if (dish.equals("slow")) {
            Context.current().addListener(context -> cancelled.countDown(), Runnable::run);
        } else if (dish.equals("none")) {
            meals.onError(soldOut());
        } else if (dish.equals("wrong")) {
            meals.onError(Status.NOT_FOUND.withDescription("kein Löffel").asRuntimeException());
        } else {
            meals.onNext(dish);
            meals.onCompleted();
        }
    }

    private static Throwable soldOut() {
        com.google.rpc.Status status = com.google.rpc.Status.newBuilder()
                .setCode(9)
                .setMessage("sold out")
                .addDetails(Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/test_kitchen.Detail")
                        .setValue(Stock.message(Stock.FILE.findMessageTypeByName("Detail"), "none")
                                .toByteString()))
                .build();
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), status.toByteArray());
        return Status.FAILED_PRECONDITION.withDescription("sold out").asRuntimeException(trailers);
    }

    private void courses(String dish, StreamObserver<String> meals) {
        if (dish.equals("endless")) {
            ServerCallStreamObserver<String> call = (ServerCallStreamObserver<String>) meals;
            call.setOnCancelHandler(cancelled::countDown);
            call.onNext(dish);
            return;
        }
        for (int i = 0; i < 3; i++) {
            meals.onNext(dish);
        }
        if (dish.equals("none")) {
            meals.onError(soldOut());
        } else {
            meals.onCompleted();
        }
    }

    private static StreamObserver<String> banquet(StreamObserver<String> meals) {
        return new Relay(meals) {
            private int dishes;

            @Override
            public void onNext(String value) {
                dishes++;
            }

            @Override
            public void onCompleted() {
                meals.onNext(dishes + " dishes");
                meals.onCompleted();
            }
        };
    }

    private static StreamObserver<String> conveyor(StreamObserver<String> meals) {
        return new Relay(meals);
    }

    private static class Relay implements StreamObserver<String> {
        private final StreamObserver<String> meals;

        Relay(StreamObserver<String> meals) {
            this.meals = meals;
        }

        @Override
        public void onNext(String value) {
            meals.onNext(value);
        }

        @Override
        public void onError(Throwable t) {
            meals.onError(t);
        }

        @Override
        public void onCompleted() {
            meals.onCompleted();
        }
    }

    private Object call(String operation, Object request) throws Exception {
        return transport.call(endpoint, TestPeer.call(operation, request));
    }

    @Test
    void answers_with_one_message_each_way() throws Exception {
        assertThat(call("cook", new Dish("soup"))).isEqualTo(new Meal("soup"));
    }

    @Test
    void answers_with_a_stream() throws Exception {
        Meal meal = new Meal("soup");
        try (Stream<?> meals = (Stream<?>) call("courses", new Dish("soup"))) {
            assertThat(meals.toList()).isEqualTo(List.of(meal, meal, meal));
        }
    }

    @Test
    void takes_a_stream_of_more_than_its_window_holds() throws Exception {
        Stream<Dish> dishes = IntStream.range(0, 1000).mapToObj(i -> new Dish("x".repeat(1000)));
        assertThat(call("banquet", dishes)).isEqualTo(new Meal("1000 dishes"));
    }

    @Test
    void streams_both_ways_each_request_made_of_the_response_before() throws Exception {
        BlockingQueue<Dish> dishes = new LinkedBlockingQueue<>(List.of(new Dish("1")));
        Stream<Dish> requests = Stream.generate(() -> taken(dishes))
                .takeWhile(dish -> !dish.name().equals("10"));
        try (Stream<?> meals = (Stream<?>) call("conveyor", requests)) {
            Iterator<?> each = meals.iterator();
            for (int i = 1; i < 10; i++) {
                assertThat(each.next()).isEqualTo(new Meal("" + i));
                dishes.add(new Dish("" + (i + 1)));
            }
            assertThat(each.hasNext()).isFalse();
        }
    }

    private static Dish taken(BlockingQueue<Dish> dishes) {
        try {
            return dishes.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void reports_a_code_with_its_message() {
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> call("cook", new Dish("wrong")))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(Code.NOT_FOUND);
                    assertThat(e).hasMessage("kein Löffel");
                    assertThat(e.fromPeer()).isTrue();
                });
    }

    @Test
    void throws_the_contracts_own_exception_for_a_detail_of_its_type() {
        assertThatExceptionOfType(SoldOut.class)
                .isThrownBy(() -> call("cook", new Dish("none")))
                .satisfies(e -> assertThat(e.detail()).isEqualTo(new SoldOut.Detail("none")));
    }

    @Test
    void ends_a_stream_with_the_contracts_own_exception() throws Exception {
        try (Stream<?> meals = (Stream<?>) call("courses", new Dish("none"))) {
            Iterator<?> each = meals.iterator();
            for (int i = 0; i < 3; i++) {
                assertThat(each.next()).isEqualTo(new Meal("none"));
            }
            assertThatExceptionOfType(SoldOut.class).isThrownBy(each::hasNext);
        }
    }

    @Test
    void is_cancelled_at_the_deadline() throws Exception {
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(
                        () -> transport.call(endpoint, TestPeer.call("cook", new Dish("slow"), Duration.ofMillis(300))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        assertThat(cancelled.await(10, SECONDS)).isTrue();
    }

    @Test
    void is_cancelled_when_the_stream_is_closed() throws Exception {
        try (Stream<?> meals = (Stream<?>) call("courses", new Dish("endless"))) {
            assertThat(meals.iterator().next()).isEqualTo(new Meal("endless"));
        }
        assertThat(cancelled.await(10, SECONDS)).isTrue();
    }
}
