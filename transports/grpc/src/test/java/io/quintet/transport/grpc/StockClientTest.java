package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.DynamicMessage;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.quintet.Code;
import io.quintet.Violation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import io.quintet.transport.grpc.Kitchen.SoldOut;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** grpc-java's client calls our server. */
@Timeout(60)
class StockClientTest {
    private final CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);

    /** Answers every operation with what it was asked for. */
    private static @Nullable Object echo(Call call) {
        return switch (call.operation().model().name()) {
            case "cook", "order" -> new Meal(((Dish) call.request()).name());
            case "courses" ->
                IntStream.rangeClosed(1, 3).mapToObj(i -> new Meal(((Dish) call.request()).name() + " " + i));
            case "banquet" -> new Meal(dishes(call).map(Dish::name).collect(Collectors.joining("+")));
            case "conveyor" -> dishes(call).map(dish -> new Meal(dish.name()));
            case "ring" -> null;
            default ->
                throw new IllegalArgumentException(call.operation().model().name());
        };
    }

    private static Stream<Dish> dishes(Call call) {
        return ((Stream<?>) call.request()).map(Dish.class::cast);
    }

    private static final class Collected implements StreamObserver<String> {
        private final List<String> values = new ArrayList<>();
        private final CountDownLatch over = new CountDownLatch(1);
        private Throwable failure;

        @Override
        public void onNext(String value) {
            values.add(value);
        }

        @Override
        public void onError(Throwable t) {
            failure = t;
            over.countDown();
        }

        @Override
        public void onCompleted() {
            over.countDown();
        }

        void await() throws InterruptedException {
            assertThat(over.await(20, SECONDS)).isTrue();
        }
    }

    @Test
    void calls_with_one_message_each_way() throws Exception {
        TestPeer.talk(
                StockClientTest::echo,
                channel -> assertThat(ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                        .isEqualTo("soup"));
    }

    @Test
    void calls_in_the_other_styles() throws Exception {
        TestPeer.talk(StockClientTest::echo, channel -> {
            assertThat(ClientCalls.blockingUnaryCall(channel, Stock.ORDER, options, "soup"))
                    .isEqualTo("soup");
            assertThat(ClientCalls.blockingUnaryCall(channel, Stock.RING, options, "soup"))
                    .as("google.protobuf.Empty")
                    .isEmpty();
        });
    }

    @Test
    void knows_every_operation_and_no_other() {
        assertThat(Stock.SERVICE.getFullName()).isEqualTo("test_kitchen.TestKitchen");
        assertThat(Stock.SERVICE.getMethods().stream().map(method -> method.getName()))
                .containsExactly("Banquet", "Conveyor", "Cook", "Courses", "Order", "Ring");
        assertThat(List.of(
                        Stock.BANQUET.getType(),
                        Stock.CONVEYOR.getType(),
                        Stock.COOK.getType(),
                        Stock.COURSES.getType()))
                .containsExactly(
                        MethodType.CLIENT_STREAMING,
                        MethodType.BIDI_STREAMING,
                        MethodType.UNARY,
                        MethodType.SERVER_STREAMING);
    }

    @Test
    void takes_a_stream_of_responses() throws Exception {
        TestPeer.talk(StockClientTest::echo, channel -> {
            Iterator<String> courses = ClientCalls.blockingServerStreamingCall(channel, Stock.COURSES, options, "soup");
            assertThat(courses).toIterable().containsExactly("soup 1", "soup 2", "soup 3");
        });
    }

    @Test
    void sends_a_stream_of_requests() throws Exception {
        TestPeer.talk(StockClientTest::echo, channel -> {
            Collected meals = new Collected();
            StreamObserver<String> dishes =
                    ClientCalls.asyncClientStreamingCall(channel.newCall(Stock.BANQUET, options), meals);
            dishes.onNext("soup");
            dishes.onNext("cake");
            dishes.onCompleted();
            meals.await();
            assertThat(meals.failure).isNull();
            assertThat(meals.values).containsExactly("soup+cake");
        });
    }

    @Test
    void streams_both_ways_and_gets_each_answer_before_it_asks_again() throws Exception {
        TestPeer.talk(StockClientTest::echo, channel -> {
            BlockingQueue<String> meals = new LinkedBlockingQueue<>();
            CountDownLatch over = new CountDownLatch(1);
            StreamObserver<String> dishes = ClientCalls.asyncBidiStreamingCall(
                    channel.newCall(Stock.CONVEYOR, options), new StreamObserver<>() {
                        @Override
                        public void onNext(String value) {
                            meals.add(value);
                        }

                        @Override
                        public void onError(Throwable t) {
                            meals.add(t.toString());
                        }

                        @Override
                        public void onCompleted() {
                            over.countDown();
                        }
                    });
            for (int i = 0; i < 10; i++) {
                dishes.onNext("dish " + i);
                assertThat(meals.poll(10, SECONDS)).isEqualTo("dish " + i);
            }
            dishes.onCompleted();
            assertThat(over.await(10, SECONDS)).isTrue();
        });
    }

    @Test
    void is_told_when_its_deadline_has_passed_and_the_handler_is_interrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        TestPeer.talk(waiting(new CountDownLatch(1), interrupted), channel -> {
            assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> ClientCalls.blockingUnaryCall(
                            channel, Stock.COOK, CallOptions.DEFAULT.withDeadlineAfter(300, MILLISECONDS), "soup"))
                    .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
            assertThat(interrupted.await(10, SECONDS)).isTrue();
        });
    }

    private static CallHandler waiting(CountDownLatch begun, CountDownLatch interrupted) {
        return call -> {
            begun.countDown();
            try {
                boolean unused = new CountDownLatch(1).await(30, SECONDS);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new CallFailure(Failure.of(Code.CANCELLED, "interrupted"));
        };
    }

    @Test
    void interrupts_the_handler_when_it_cancels() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TestPeer.talk(waiting(begun, interrupted), channel -> {
            var meal = ClientCalls.futureUnaryCall(channel.newCall(Stock.COOK, options), "soup");
            assertThat(begun.await(10, SECONDS)).isTrue();
            assertThat(meal.cancel(true)).isTrue();
            assertThat(interrupted.await(10, SECONDS)).isTrue();
        });
    }

    @Test
    void reads_the_details_of_a_contracts_own_exception() throws Exception {
        CallHandler handler = call -> {
            throw new CallFailure(new Failure(
                    Code.FAILED_PRECONDITION,
                    "kein Löffel",
                    "SoldOut",
                    new SoldOut.Detail("soup"),
                    List.of(new Violation("/name", "\"soup\" (expected: cake)")),
                    true));
        };
        TestPeer.talk(
                handler,
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                        .satisfies(e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                            assertThat(e.getStatus().getDescription()).isEqualTo("kein Löffel");
                            com.google.rpc.Status status = com.google.rpc.Status.parseFrom(e.getTrailers()
                                    .get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER)));
                            assertThat(status.getCode()).isEqualTo(9);
                            assertThat(status.getMessage()).isEqualTo("kein Löffel");
                            ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
                            assertThat(info.getDomain()).isEqualTo("test_kitchen.TestKitchen");
                            assertThat(info.getMetadataMap())
                                    .containsEntry("errorType", "SoldOut")
                                    .containsEntry("retrySafe", "true");
                            BadRequest request = status.getDetails(1).unpack(BadRequest.class);
                            assertThat(request.getFieldViolations(0).getField()).isEqualTo("/name");
                            assertThat(status.getDetails(2).getTypeUrl())
                                    .isEqualTo("type.googleapis.com/test_kitchen.Detail");
                            assertThat(DynamicMessage.parseFrom(
                                            Stock.FILE.findMessageTypeByName("Detail"),
                                            status.getDetails(2).getValue()))
                                    .isEqualTo(Stock.message(Stock.FILE.findMessageTypeByName("Detail"), "soup"));
                        }));
    }

    @Test
    void is_told_that_there_is_no_such_operation() throws Exception {
        var unknown = Stock.COOK.toBuilder()
                .setFullMethodName("test_kitchen.TestKitchen/Burn")
                .build();
        TestPeer.talk(
                StockClientTest::echo,
                channel -> assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, unknown, options, "soup"))
                        .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED)));
    }
}
