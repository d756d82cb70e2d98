package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.config.SettingsSource;
import io.quintet.contract.OperationModel;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Fallback;
import io.quintet.resilience.Provenance;
import io.quintet.spi.Observer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ResilienceOverMemoryTest {
    private static final Shop.Ask ASK = new Shop.Ask("a", 1);

    private final String broker = UUID.randomUUID().toString();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<Fallback> fallbacks = new CopyOnWriteArrayList<>();
    private final Service service = new Service();

    /** A service that can be told to be broken, and to hold its callers. */
    public static final class Service {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch entered = new CountDownLatch(1);
        private volatile boolean broken;
        private volatile CountDownLatch hold = new CountDownLatch(0);

        public Shop.Answer find(Shop.Ask request) throws Exception {
            calls.incrementAndGet();
            entered.countDown();
            hold.await();
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return new Shop.Answer("found " + request.id());
        }

        public Shop.Answer findAgain(Shop.Ask request) throws Exception {
            return asked.getAndIncrement() % 2 == 0 && hold.getCount() > 0 ? find(request) : new Shop.Answer("again");
        }

        public Shop.Answer order(Shop.Ask request) throws Exception {
            return find(request);
        }

        public void remind(Shop.Ask request) {}
    }

    /** What callers get instead. */
    public static final class Substitute {
        public Shop.Answer find(Shop.Ask request) {
            return new Shop.Answer("substitute of " + request.id());
        }

        public Shop.Answer order(Shop.Ask request) {
            return new Shop.Answer("order of " + request.id());
        }
    }

    private final Observer observer = new Observer() {
        @Override
        public void circuit(OperationModel operation, String target, Circuit.State from, Circuit.State to) {
            changes.add(operation.qualifiedName() + " " + to);
        }

        @Override
        public void fellBack(OperationModel operation, Fallback fallback) {
            fallbacks.add(fallback);
        }
    };

    private QuintetRuntime runtime(String name, String... settings) {
        SettingsSource source = new SettingsSource()
                .code(Map.of(
                        "name", name,
                        "codec", "serialized",
                        "transports.calls", "memory",
                        "transports.messages", "memory",
                        "memory.broker", broker,
                        "messages.attempts", "1",
                        "drain", "5s"));
        for (int i = 0; i < settings.length; i += 2) {
            source.code(Map.of(settings[i], settings[i + 1]));
        }
        QuintetRuntime runtime = new QuintetRuntime(source.settings(), Clock.systemUTC(), observer);
        open.addFirst(runtime);
        return runtime;
    }

    @AfterEach
    void end() throws Exception {
        service.hold.countDown();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static void fail(Shop shop, int times, Code code) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> shop.find(ASK))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    @Test
    void a_circuit_opens_at_the_rate_and_fails_without_calling_and_closes_when_it_is_told_to() throws Exception {
        runtime("shop").serve(Shop.class, service);
        QuintetRuntime client = runtime("customer", "resilience.circuit.minimum-calls", "10");
        Shop shop = client.client(Shop.class);
        for (int i = 0; i < 5; i++) {
            shop.find(ASK);
        }
        service.broken = true;
        fail(shop, 5, Code.INTERNAL);
        assertThat(client.circuits().getFirst()).satisfies(circuit -> {
            assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
            assertThat(circuit.operation()).isEqualTo("shop.find");
        });
        int before = service.calls.get();
        fail(shop, 10, Code.UNAVAILABLE);
        assertThat(service.calls).hasValue(before);
        assertThat(shop.findAgain(ASK)).as("another operation").isEqualTo(new Shop.Answer("again"));

        service.broken = false;
        client.circuits().getFirst().reset();
        assertThat(shop.find(ASK)).isEqualTo(new Shop.Answer("found a"));
        assertThat(changes).containsExactly("shop.find OPEN", "shop.find CLOSED");
    }

    @Test
    void a_circuit_of_requests_over_messages_opens_too() throws Exception {
        runtime("shop").serve(Shop.class, service);
        QuintetRuntime client = runtime(
                "customer",
                "resilience.circuit.minimum-calls",
                "4",
                "resilience.circuit.window",
                "4",
                "operations.shop.find.timeout",
                "200ms",
                "operations.shop.find.transport",
                "memory");
        Shop shop = client.client(Shop.class);
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Shop.Answer> answer = shop.order(ASK).toCompletableFuture();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isNotNull();
        }
        service.broken = true;
        for (int i = 0; i < 2; i++) {
            assertThat(failure(shop)).isEqualTo(Code.INTERNAL);
        }
        int before = service.calls.get();
        assertThat(failure(shop)).isEqualTo(Code.UNAVAILABLE);
        assertThat(service.calls).hasValue(before);
        assertThat(changes).containsExactly("shop.order OPEN");
    }

    private static Code failure(Shop shop) throws Exception {
        try {
            shop.order(ASK).toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("no failure");
        } catch (ExecutionException e) {
            return ((QuintetException) e.getCause()).code();
        }
    }

    @Test
    void the_last_good_response_comes_back_while_the_service_does_not_answer() throws Exception {
        runtime("shop").serve(Shop.class, service);
        Shop shop = runtime("customer", "operations.shop.find.fallback.last-good", "1h")
                .client(Shop.class);
        Provenance provenance = new Provenance();
        Shop.Answer good = provenance.of(() -> shop.find(ASK));
        assertThat(provenance.fallback()).isNull();
        service.broken = true;

        assertThat(provenance.<Shop.Answer, Exception>of(() -> shop.find(ASK))).isEqualTo(good);
        assertThat(provenance.fallback()).isNotNull().satisfies(fallback -> {
            assertThat(fallback.origin()).isEqualTo(Fallback.Origin.LAST_GOOD);
            assertThat(fallback.failure().code()).isEqualTo(Code.INTERNAL);
            assertThat(fallback.age()).isPositive();
        });
        assertThatThrownBy(() -> shop.find(new Shop.Ask("never asked before", 1)))
                .isInstanceOf(QuintetException.class);
        assertThat(fallbacks).hasSize(1);
    }

    @Test
    void a_function_answers_where_the_service_does_not_and_the_caller_can_tell() throws Exception {
        Shop shop =
                runtime("customer", "resilience.retry.attempts", "1").clientWithFallback(Shop.class, new Substitute());
        Provenance provenance = new Provenance();

        assertThat(provenance.<Shop.Answer, Exception>of(() -> shop.find(ASK)))
                .isEqualTo(new Shop.Answer("substitute of a"));
        assertThat(provenance.fallback()).extracting(Fallback::origin).isEqualTo(Fallback.Origin.FUNCTION);
        assertThatThrownBy(() -> shop.findAgain(ASK)).as("has no fallback").isInstanceOf(QuintetException.class);
        assertThatThrownBy(() -> runtime("other").clientWithFallback(Shop.class, "nothing of the kind"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("no public method for any one-to-one operation of shop");
    }

    @Test
    void an_asynchronous_request_falls_back_too() throws Exception {
        Shop shop = runtime("customer", "operations.shop.order.timeout", "50ms")
                .clientWithFallback(Shop.class, new Substitute());
        Provenance provenance = new Provenance();
        CompletableFuture<Shop.Answer> answer =
                provenance.of(() -> shop.order(ASK)).toCompletableFuture();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new Shop.Answer("order of a"));
        assertThat(provenance.fallback())
                .extracting(fallback -> fallback.failure().code())
                .isEqualTo(Code.DEADLINE_EXCEEDED);
    }

    @Test
    void an_error_of_a_fallback_is_told_to_who_asked_asynchronously() throws Exception {
        Shop shop = runtime("customer", "operations.shop.order.timeout", "50ms")
                .clientWithFallback(Shop.class, new Failing());
        CompletableFuture<Shop.Answer> answer = shop.order(ASK).toCompletableFuture();

        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    /** Fails worse than what it stands in for. */
    public static final class Failing {
        public Shop.Answer order(Shop.Ask ask) {
            if (ask.equals(ASK)) {
                throw new StackOverflowError("on purpose");
            }
            return new Shop.Answer("of another");
        }
    }

    @Test
    void a_service_turns_away_what_is_too_much_at_once_and_says_when_to_come_back() throws Exception {
        service.hold = new CountDownLatch(1);
        runtime(
                        "shop",
                        "operations.shop.find.server.concurrency.limit",
                        "1",
                        "operations.shop.find.server.queue.length",
                        "0",
                        "operations.shop.find.server.retry-after",
                        "30s")
                .serve(Shop.class, service);
        Shop shop = runtime("customer").client(Shop.class);
        CompletableFuture<Shop.Answer> first = find(shop);
        assertThat(service.entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> shop.find(ASK)).isInstanceOfSatisfying(QuintetException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(e.retrySafe()).isTrue();
            assertThat(e.retryAfter()).hasSeconds(30);
            assertThat(e).hasMessageContaining("shop.find: too much to do: 1 calls are under way");
        });
        service.hold.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(new Shop.Answer("found a"));
        assertThat(shop.find(ASK)).isEqualTo(new Shop.Answer("found a"));
    }

    @Test
    void a_slow_service_holds_so_many_callers_and_others_are_not_slowed_down() throws Exception {
        service.hold = new CountDownLatch(1);
        runtime("shop").serve(Shop.class, service);
        Shop shop = runtime("customer", "operations.shop.find.concurrency.limit", "1")
                .client(Shop.class);
        CompletableFuture<Shop.Answer> first = find(shop);
        assertThat(service.entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> shop.find(ASK))
                .hasMessage("shop.find: 1 calls are under way from here (expected: at most 1, by concurrency.limit)");
        service.asked.incrementAndGet();
        assertThat(shop.findAgain(ASK)).isEqualTo(new Shop.Answer("again"));
        service.hold.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(shop.find(ASK)).isNotNull();
    }

    @Test
    void a_caller_that_calls_too_often_does_not_take_what_is_others() throws Exception {
        runtime("shop", "contracts.shop.server.caller-rate.limit", "1", "contracts.shop.server.caller-rate.burst", "2")
                .serve(Shop.class, service);
        Shop greedy = runtime("greedy", "resilience.identify", "true", "resilience.retry.attempts", "1")
                .client(Shop.class);
        Shop modest = runtime("modest", "resilience.identify", "true").client(Shop.class);

        assertThatThrownBy(() -> callAgainAndAgain(greedy))
                .hasMessage("shop.find: called more often than server.caller-rate.limit allows for greedy");
        assertThat(modest.find(ASK)).isNotNull();
    }

    @Test
    void calls_that_come_faster_than_the_rate_are_not_made() throws Exception {
        runtime("shop").serve(Shop.class, service);
        Shop shop = runtime("customer", "operations.shop.find.rate.limit", "1").client(Shop.class);
        shop.find(ASK);

        assertThatThrownBy(() -> callAgainAndAgain(shop))
                .hasMessage("shop.find: called more often than rate.limit allows");
    }

    /** Often enough to be too often, however slow the machine is. */
    private static void callAgainAndAgain(Shop shop) throws Exception {
        for (int i = 0; i < 100_000; i++) {
            shop.find(ASK);
        }
    }

    @Test
    void a_call_that_takes_long_is_made_once_more_and_the_first_answer_counts() throws Exception {
        service.hold = new CountDownLatch(1);
        runtime("shop").serve(Shop.class, service);
        Shop shop = runtime("customer", "resilience.hedge.after", "20ms").client(Shop.class);

        assertThat(shop.findAgain(ASK)).isEqualTo(new Shop.Answer("again"));
        assertThat(service.hold.getCount()).as("the first call still waited").isEqualTo(1);
    }

    @Test
    void calls_that_are_not_retried_earn_what_is_spent_on_second_calls() throws Exception {
        service.hold = new CountDownLatch(1);
        runtime("shop").serve(Shop.class, service);
        Shop shop = runtime(
                        "customer",
                        "resilience.retry.attempts",
                        "1",
                        "resilience.hedge.after",
                        "1ms",
                        "resilience.timeout",
                        "5s")
                .client(Shop.class);

        for (int i = 0; i < 120; i++) { // after 100 the budget that everybody begins with is spent
            assertThat(shop.findAgain(ASK)).isEqualTo(new Shop.Answer("again"));
        }
    }

    private static CompletableFuture<Shop.Answer> find(Shop shop) {
        CompletableFuture<Shop.Answer> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(shop.find(ASK));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
