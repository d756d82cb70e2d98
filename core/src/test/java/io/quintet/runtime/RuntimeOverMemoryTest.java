package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RuntimeOverMemoryTest {
    private static final Shop.Ask ASK = new Shop.Ask("a", 1);

    private final String broker = UUID.randomUUID().toString();
    private final QuintetRuntime server = Fixtures.runtime("shop", broker, Map.of());
    private final QuintetRuntime client = Fixtures.runtime("customer", broker, Map.of());
    private final Service service = new Service();

    public static class Service {
        final BlockingQueue<Shop.Ask> reminded = new LinkedBlockingQueue<>();
        final AtomicInteger orders = new AtomicInteger();

        public Shop.Answer find(Shop.Ask request) throws Shop.SoldOut {
            return switch (request.id()) {
                case "sold" -> throw new Shop.SoldOut(new Shop.SoldOut.Detail(request.id()));
                case "bug" -> throw new IllegalStateException("password=1");
                case "error" -> throw new StackOverflowError();
                default -> new Shop.Answer("found " + request.id());
            };
        }

        public Shop.Answer findAgain(Shop.Ask request) throws Shop.SoldOut {
            return find(request);
        }

        public Shop.Answer order(Shop.Ask request) throws Shop.SoldOut {
            if (orders.incrementAndGet() == 1 && request.id().equals("flaky")) {
                throw new IllegalStateException("the first time");
            }
            return find(request);
        }

        public void remind(Shop.Ask request) {
            reminded.add(request);
        }
    }

    public static final class Listener {
        private final String group;
        private final BlockingQueue<String> sold = new LinkedBlockingQueue<>();

        Listener(String group) {
            this.group = group;
        }

        public void sold(Shop.Ask event) {
            sold.add(group + " " + event.id());
        }

        public Shop.Answer wanted(Shop.Ask request) {
            if (group.equals("broken")) {
                throw new IllegalStateException("no answer");
            }
            return new Shop.Answer(group);
        }
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    @Test
    void a_request_gets_its_response() throws Exception {
        server.serve(Shop.class, service);

        assertThat(client.client(Shop.class).find(ASK)).isEqualTo(new Shop.Answer("found a"));
    }

    @Test
    void a_deployment_says_how_long_responses_are_collected() {
        try (QuintetRuntime patient =
                Fixtures.runtime("patient", broker, Map.of("operations.shop.wanted.timeout", "7s"))) {
            assertThat(patient.client(Shop.class).wanted(ASK).within()).isEqualTo(Duration.ofSeconds(7));
            assertThat(client.client(Shop.class).wanted(ASK).within()).isEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void a_contracts_own_exception_comes_out_typed() {
        server.serve(Shop.class, service);
        Shop shop = client.client(Shop.class);

        assertThatThrownBy(() -> shop.find(new Shop.Ask("sold", 1)))
                .isInstanceOfSatisfying(
                        Shop.SoldOut.class, e -> assertThat(e.detail()).isEqualTo(new Shop.SoldOut.Detail("sold")));
    }

    @Test
    void a_bug_or_an_error_in_the_handler_is_internal_and_does_not_say_why() {
        server.serve(Shop.class, service);
        Shop shop = client.client(Shop.class);

        for (String id : new String[] {"bug", "error"}) {
            assertThatThrownBy(() -> shop.find(new Shop.Ask(id, 1)))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.INTERNAL);
                        assertThat(e.fromPeer()).isTrue();
                        assertThat(e).hasMessageNotContaining("password");
                    });
        }
    }

    @Test
    void an_asynchronous_request_gets_its_reply_after_retries_and_off_the_transports_thread() throws Exception {
        server.serve(Shop.class, service);
        CompletionStage<Shop.Answer> stage = client.client(Shop.class).order(new Shop.Ask("flaky", 1));
        CompletableFuture<String> thread =
                stage.thenApply(answer -> Thread.currentThread().getName()).toCompletableFuture();

        assertThat(stage.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(new Shop.Answer("found flaky"));
        assertThat(service.orders).hasValue(2);
        assertThat(thread.get(10, TimeUnit.SECONDS)).doesNotContain("memory").doesNotContain("timer");
    }

    @Test
    void an_asynchronous_request_gets_a_contracts_own_exception_at_the_first_attempt() throws Exception {
        server.serve(Shop.class, service);
        CompletableFuture<Throwable> error = new CompletableFuture<>();
        client.client(Shop.class).order(new Shop.Ask("sold", 1)).whenComplete((reply, e) -> error.complete(e));

        assertThat(error.get(10, TimeUnit.SECONDS)).isInstanceOf(Shop.SoldOut.class);
        assertThat(service.orders).hasValue(1);
    }

    @Test
    void a_durable_handler_gets_the_reply_with_what_the_requester_gave() throws Exception {
        server.serve(Shop.class, service);
        BlockingQueue<Reply<Shop.Answer>> replies = new LinkedBlockingQueue<>();
        var requests = client.durable(Shop.class, Shop::order, replies::add);
        requests.send(ASK, "my data");
        requests.send(new Shop.Ask("sold", 2), "more");

        for (int i = 0; i < 2; i++) {
            Reply<Shop.Answer> reply = replies.poll(10, TimeUnit.SECONDS);
            switch (reply) {
                case null -> throw new AssertionError("no reply");
                case Reply.Success<Shop.Answer> success -> {
                    assertThat(success.response()).isEqualTo(new Shop.Answer("found a"));
                    assertThat(success.correlation()).isEqualTo("my data");
                }
                case Reply.Failure<Shop.Answer> failure -> {
                    assertThat(failure.error()).isInstanceOf(Shop.SoldOut.class);
                    assertThat(failure.correlation()).isEqualTo("more");
                }
            }
        }
    }

    @Test
    void a_notification_is_handled_also_when_it_was_sent_before_anybody_served() throws Exception {
        client.client(Shop.class).remind(ASK);
        server.serve(Shop.class, service);

        assertThat(service.reminded.poll(10, TimeUnit.SECONDS)).isEqualTo(ASK);
    }

    @Test
    void every_group_gets_an_event() throws Exception {
        Listener one = new Listener("one");
        Listener two = new Listener("two");
        server.subscribe(Shop.class, "one", one);
        client.subscribe(Shop.class, "two", two);
        client.client(Shop.class).sold(ASK);

        assertThat(one.sold.poll(10, TimeUnit.SECONDS)).isEqualTo("one a");
        assertThat(two.sold.poll(10, TimeUnit.SECONDS)).isEqualTo("two a");
    }

    @Test
    void a_publication_collects_one_response_per_group_and_none_of_those_that_fail() {
        for (String group : new String[] {"one", "two", "broken"}) {
            server.subscribe(Shop.class, group, new Listener(group));
        }
        var responses = client.client(Shop.class).wanted(ASK);

        assertThat(responses.first(2)).containsExactlyInAnyOrder(new Shop.Answer("one"), new Shop.Answer("two"));
        assertThat(responses.all()).hasSize(2);
    }

    @Test
    void a_call_to_nobody_is_unavailable_and_safe_to_retry() {
        Shop shop = client.client(Shop.class);
        Thread.currentThread().interrupt(); // then there is no waiting for a second attempt

        assertThatThrownBy(() -> shop.find(ASK)).isInstanceOfSatisfying(QuintetException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(e.retrySafe()).isTrue();
        });
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void sends_nothing_when_the_deadline_of_the_handler_has_passed() {
        server.serve(Shop.class, service);
        Shop shop = client.client(Shop.class);
        CallContext.bind(new CallContext(io.quintet.Deadline.in(Duration.ZERO), null));
        try {
            assertThatThrownBy(() -> shop.remind(ASK))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        } finally {
            CallContext.bind(null);
        }
        assertThat(service.reminded).isEmpty();
    }

    @Test
    void close_waits_for_handlers_and_then_refuses() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        server.serve(Shop.class, new Service() {
            @Override
            public Shop.Answer find(Shop.Ask request) {
                entered.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return new Shop.Answer("late");
            }
        });
        Shop shop = client.client(Shop.class);
        CompletableFuture<Shop.Answer> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(shop.find(ASK));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closing = Thread.startVirtualThread(server::close);
        assertThat(closing.join(Duration.ofMillis(20))).isFalse();
        leave.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new Shop.Answer("late"));
        assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> server.client(Shop.class)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_tells_those_who_wait_for_a_reply() {
        CompletableFuture<Shop.Answer> nobodyServes = stage();
        client.close();

        assertThatThrownBy(() -> nobodyServes.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(QuintetException.class)
                .hasMessageContaining("closed");
    }

    private CompletableFuture<Shop.Answer> stage() {
        try {
            return client.client(Shop.class).order(ASK).toCompletableFuture();
        } catch (Shop.SoldOut e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refuses_wrong_configuration_with_what_is_expected() {
        assertThatThrownBy(() -> Fixtures.runtime("x", broker, Map.of("nonsense", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("code: nonsense: \"1\" (expected: a known setting");
        assertThatThrownBy(() -> Fixtures.runtime("x", broker, Map.of("transports.calls", "pigeon")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("transports.calls: \"pigeon\" (expected: one of memory");
        assertThatThrownBy(() -> Fixtures.runtime("no spaces", broker, Map.of()))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Fixtures.runtime("n".repeat(71), broker, Map.of()))
                .hasMessageContaining("(expected: at most 70 characters)");
    }

    @Test
    void a_transport_with_an_unknown_setting_is_refused_each_time() {
        try (QuintetRuntime wrong = Fixtures.runtime("x", broker, Map.of("memory.size", "1"))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> wrong.client(Shop.class))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("memory.size: unknown setting");
            }
        }
    }
}
