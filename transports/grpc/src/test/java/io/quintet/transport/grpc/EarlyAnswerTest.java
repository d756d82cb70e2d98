package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that come before the requests are over end them, on either side. */
@Timeout(60)
class EarlyAnswerTest {
    private final CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);

    private static final class Told implements StreamObserver<String> {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void onNext(String value) {
            told.add(value);
        }

        @Override
        public void onError(Throwable t) {
            told.add(Status.fromThrowable(t).getCode().name());
        }

        @Override
        public void onCompleted() {
            told.add("end");
        }
    }

    @Test
    void a_stock_client_hears_what_our_handler_said_without_taking_all() throws Exception {
        CallHandler handler = call -> {
            Stream<?> dishes = (Stream<?>) call.request();
            Dish first = (Dish) dishes.iterator().next();
            if (first.name().equals("none")) {
                throw new CallFailure(Failure.of(Code.NOT_FOUND, "none"));
            }
            return new Meal(first.name());
        };
        TestPeer.talk(handler, channel -> {
            for (String dish : new String[] {"soup", "none"}) {
                Told told = new Told();
                StreamObserver<String> dishes =
                        ClientCalls.asyncClientStreamingCall(channel.newCall(Stock.BANQUET, options), told);
                dishes.onNext(dish);
                dishes.onNext("another");
                assertThat(told.told.poll(10, SECONDS)).isEqualTo(dish.equals("none") ? "NOT_FOUND" : "soup");
            }
        });
    }

    @Test
    void our_client_hears_what_a_stock_server_said_without_taking_all() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (StockServer server = StockServer.of(
                Stock.BANQUET, ServerCalls.asyncClientStreamingCall(meals -> new StreamObserver<String>() {
                    private boolean answered;

                    @Override
                    public void onNext(String dish) {
                        if (!answered) {
                            answered = true;
                            meals.onError(
                                    Status.NOT_FOUND.withDescription("none").asRuntimeException());
                        }
                    }

                    @Override
                    public void onError(Throwable t) {}

                    @Override
                    public void onCompleted() {}
                }))) {
            Stream<Dish> endless =
                    Stream.generate(() -> new Dish("x".repeat(1000))).onClose(closed::countDown);
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> server.call("banquet", endless))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
                    .withMessage("none");
            assertThat(closed.await(10, SECONDS)).isTrue();
        }
    }

    @Test
    void our_client_tells_a_stock_server_that_its_requests_failed() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        IllegalStateException lost = new IllegalStateException("no more dishes");
        try (StockServer server = StockServer.of(
                Stock.BANQUET, ServerCalls.asyncClientStreamingCall(meals -> new StreamObserver<String>() {
                    @Override
                    public void onNext(String dish) {}

                    @Override
                    public void onError(Throwable t) {
                        cancelled.countDown();
                    }

                    @Override
                    public void onCompleted() {
                        meals.onNext("all");
                        meals.onCompleted();
                    }
                }))) {
            Stream<Dish> dishes = Stream.of("soup", "").map(name -> {
                if (name.isEmpty()) {
                    throw lost;
                }
                return new Dish(name);
            });
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> server.call("banquet", dishes))
                    .isSameAs(lost);
            assertThat(cancelled.await(10, SECONDS)).isTrue();
        }
    }
}
