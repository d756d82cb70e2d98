package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.quintet.QuintetException;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Streams;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who takes slowly bounds what a fast sender has sent, on either side and in both directions. */
@Timeout(60)
class FlowControlTest {
    private final CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);
    private static final String LARGE = "x".repeat(16 * 1024);

    // windows of 64 KiB for stream and connection, what the libraries keep around them, and the kernel's buffers
    private static final int MOST = 200;

    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Requests or responses without an end. */
    private Stream<Object> endless(Object each) {
        return Streams.of(new Streams.Source() {
            @Override
            public Object next() {
                made.incrementAndGet();
                return each;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        });
    }

    private void assertHeldBack() throws InterruptedException {
        assertThat(settled(made)).as("messages of 16 KiB made").isBetween(2, MOST);
    }

    /** Where a number stands that has not moved for a while. */
    private static int settled(AtomicInteger number) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        int before;
        do {
            before = number.get();
            assertThat(never.await(300, MILLISECONDS)).isFalse();
        } while (number.get() != before);
        return before;
    }

    @Test
    void a_handler_is_held_back_by_a_client_that_does_not_take() throws Exception {
        TestPeer.talk(call -> endless(new Meal(LARGE)), channel -> {
            CountDownLatch first = new CountDownLatch(1);
            ClientCall<String, String> call = channel.newCall(Stock.COURSES, options);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onMessage(String message) {
                            first.countDown();
                        }
                    },
                    new Metadata());
            call.request(1);
            call.sendMessage("soup");
            call.halfClose();
            assertThat(first.await(10, SECONDS)).isTrue();
            assertHeldBack();
            call.cancel("enough", null);
            assertThat(closed.await(10, SECONDS)).isTrue();
        });
    }

    @Test
    void a_client_is_held_back_by_a_handler_that_does_not_take() throws Exception {
        int count = 1000;
        CountDownLatch go = new CountDownLatch(1);
        CallHandler handler = call -> {
            try {
                assertThat(go.await(20, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Meal(((Stream<?>) call.request()).count() + " dishes");
        };
        TestPeer.talk(handler, channel -> {
            StringBuilder meal = new StringBuilder();
            CountDownLatch over = new CountDownLatch(1);
            ClientCall<String, String> call = channel.newCall(Stock.BANQUET, options);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onReady() {
                            while (call.isReady() && made.get() < count) {
                                made.incrementAndGet();
                                call.sendMessage(LARGE);
                            }
                            if (made.get() == count) {
                                call.halfClose();
                                made.incrementAndGet();
                            }
                        }

                        @Override
                        public void onMessage(String message) {
                            meal.append(message);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            over.countDown();
                        }
                    },
                    new Metadata());
            call.request(2);
            assertHeldBack();
            go.countDown();
            assertThat(over.await(20, SECONDS)).isTrue();
            assertThat(meal).hasToString(count + " dishes");
        });
    }

    @Test
    void requests_are_not_made_while_the_server_does_not_take() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (StockServer server = StockServer.of(Stock.CONVEYOR, ServerCalls.asyncBidiStreamingCall(meals -> {
                    ServerCallStreamObserver<String> call = (ServerCallStreamObserver<String>) meals;
                    call.disableAutoRequest();
                    call.setOnCancelHandler(cancelled::countDown);
                    call.request(1);
                    return relay(meals);
                }));
                Stream<?> meals = (Stream<?>) server.call("conveyor", endless(new Dish(LARGE)))) {
            assertThat(meals.iterator().next()).isEqualTo(new Meal(LARGE));
            assertHeldBack();
            meals.close();
            assertThat(closed.await(10, SECONDS)).as("the requests, too").isTrue();
            assertThat(cancelled.await(10, SECONDS)).isTrue();
        }
    }

    @Test
    void a_server_that_takes_nothing_for_too_long_ends_the_call_and_the_caller_is_told_why() throws Exception {
        try (StockServer server = StockServer.of(
                        Stock.CONVEYOR,
                        ServerCalls.asyncBidiStreamingCall(meals -> {
                            ServerCallStreamObserver<String> call = (ServerCallStreamObserver<String>) meals;
                            call.disableAutoRequest();
                            call.request(1);
                            return relay(meals);
                        }),
                        "stall-timeout",
                        "200ms");
                Stream<?> meals = (Stream<?>) server.call("conveyor", endless(new Dish(LARGE)))) {
            Iterator<?> each = meals.iterator();
            assertThat(each.next()).isEqualTo(new Meal(LARGE));
            assertThatThrownBy(each::next).isInstanceOf(QuintetException.class).hasMessageContaining("stall-timeout");
            assertThat(closed.await(10, SECONDS)).isTrue();
        }
    }

    private static StreamObserver<String> relay(StreamObserver<String> to) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String value) {
                to.onNext(value);
            }

            @Override
            public void onError(Throwable t) {
                to.onError(t);
            }

            @Override
            public void onCompleted() {
                to.onCompleted();
            }
        };
    }

    @Test
    void a_server_is_held_back_while_responses_are_not_taken() throws Exception {
        try (StockServer server = StockServer.of(Stock.COURSES, ServerCalls.asyncServerStreamingCall((dish, meals) -> {
                    ServerCallStreamObserver<String> call = (ServerCallStreamObserver<String>) meals;
                    call.setOnCancelHandler(closed::countDown);
                    call.setOnReadyHandler(() -> {
                        while (call.isReady()) {
                            made.incrementAndGet();
                            call.onNext(LARGE);
                        }
                    });
                }));
                Stream<?> meals = (Stream<?>) server.call("courses", new Dish("soup"))) {
            Iterator<?> each = meals.iterator();
            assertThat(each.next()).isEqualTo(new Meal(LARGE));
            assertHeldBack();
            for (int i = 0; i < 2 * MOST; i++) {
                assertThat(each.next()).isEqualTo(new Meal(LARGE));
            }
            meals.close();
            assertThat(closed.await(10, SECONDS)).isTrue();
        }
    }
}
