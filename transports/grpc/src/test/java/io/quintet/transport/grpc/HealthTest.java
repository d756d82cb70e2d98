package io.quintet.transport.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** grpc-java's client asks how our server is. */
@Timeout(60)
class HealthTest {
    private final CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, SECONDS);

    private static Object cook(Call call) {
        return new Meal(((Dish) call.request()).name());
    }

    private static HealthCheckRequest request(String service) {
        return HealthCheckRequest.newBuilder().setService(service).build();
    }

    /** What a watch was told, each status and then the end. */
    private static final class Watch implements ClientResponseObserver<HealthCheckRequest, HealthCheckResponse> {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private ClientCallStreamObserver<HealthCheckRequest> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<HealthCheckRequest> request) {
            call = request;
        }

        @Override
        public void onNext(HealthCheckResponse value) {
            told.add(value.getStatus().name());
        }

        @Override
        public void onError(Throwable t) {
            told.add(t.toString());
        }

        @Override
        public void onCompleted() {
            told.add("end");
        }

        String next() throws InterruptedException {
            return told.poll(10, SECONDS);
        }
    }

    @Test
    void a_check_tells_of_the_whole_and_of_each_service() throws Exception {
        TestPeer.talk(HealthTest::cook, channel -> {
            HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
            for (String service : List.of("", "test_kitchen.TestKitchen")) {
                assertThat(health.check(request(service)).getStatus()).isEqualTo(ServingStatus.SERVING);
            }
            assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> health.check(request("bakery")))
                    .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
        });
    }

    @Test
    void a_watch_is_told_what_changes_up_to_the_end() throws Exception {
        try (TestPeer peer = TestPeer.serving(HealthTest::cook)) {
            TestPeer.talk(peer.channel(), channel -> {
                HealthGrpc.HealthStub health = HealthGrpc.newStub(channel);
                Watch whole = new Watch();
                Watch bakery = new Watch();
                health.watch(request(""), whole);
                health.watch(request("bakery.Bakery"), bakery);
                assertThat(whole.next()).isEqualTo("SERVING");
                assertThat(bakery.next()).isEqualTo("SERVICE_UNKNOWN");
                peer.transport.serve(TestPeer.operations(Bakery.class), HealthTest::cook);
                assertThat(bakery.next()).isEqualTo("SERVING");
                peer.transport.drain(Duration.ofSeconds(10));
                for (Watch watch : List.of(whole, bakery)) {
                    assertThat(watch.next()).isEqualTo("NOT_SERVING");
                    assertThat(watch.next()).isEqualTo("end");
                }
            });
        }
    }

    @Test
    void a_watch_that_is_cancelled_does_not_hold_up_a_drain() throws Exception {
        try (TestPeer peer = TestPeer.serving(HealthTest::cook)) {
            TestPeer.talk(peer.channel(), channel -> {
                Watch watch = new Watch();
                HealthGrpc.newStub(channel).watch(request(""), watch);
                assertThat(watch.next()).isEqualTo("SERVING");
                watch.call.cancel("heard enough", null);
                assertThat(watch.next()).contains("CANCELLED");
            });
            long before = System.nanoTime();
            peer.transport.drain(Duration.ofSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static Object waiting(Call call, CountDownLatch begun, CountDownLatch go) {
        begun.countDown();
        try {
            assertThat(go.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return cook(call);
    }

    @Test
    void a_watch_is_told_when_a_drain_begins_and_calls_under_way_are_served() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.serving(call -> waiting(call, begun, go))) {
            TestPeer.talk(peer.channel(), channel -> {
                var meal = ClientCalls.futureUnaryCall(channel.newCall(Stock.COOK, options), "soup");
                assertThat(begun.await(10, SECONDS)).isTrue();
                Watch watch = new Watch();
                HealthGrpc.newStub(channel).watch(request(""), watch);
                assertThat(watch.next()).isEqualTo("SERVING");
                Thread draining = Thread.ofVirtual().start(() -> peer.transport.drain(Duration.ofSeconds(20)));
                assertThat(watch.next()).isEqualTo("NOT_SERVING");
                go.countDown();
                assertThat(meal.get(10, SECONDS)).isEqualTo("soup");
                draining.join();
            });
        }
    }

    @Test
    void a_check_is_answered_when_nothing_else_is_because_too_much_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.serving(call -> waiting(call, begun, go), "max-concurrent", "1")) {
            TestPeer.talk(peer.channel(), channel -> {
                var meal = ClientCalls.futureUnaryCall(channel.newCall(Stock.COOK, options), "soup");
                assertThat(begun.await(10, SECONDS)).isTrue();
                assertThatExceptionOfType(StatusRuntimeException.class)
                        .isThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Stock.COOK, options, "soup"))
                        .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
                assertThatExceptionOfType(QuintetException.class)
                        .isThrownBy(() -> peer.transport.call(peer.endpoint, TestPeer.call("cook", new Dish("soup"))))
                        .satisfies(e -> {
                            assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                            assertThat(e.retrySafe()).isTrue();
                            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                        });
                assertThat(HealthGrpc.newBlockingStub(channel)
                                .check(request(""))
                                .getStatus())
                        .isEqualTo(ServingStatus.SERVING);
                go.countDown();
                assertThat(meal.get(10, SECONDS)).isEqualTo("soup");
            });
        }
    }
}
