package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.config.SettingsSource;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Observer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services that sign what they send, and some that do not, or with another key. */
@Timeout(30)
final class SigningOverMemoryTest {
    private static final Map<String, String> GOOD = key("k1", 1);
    private static final Shop.Ask ASK = new Shop.Ask("a", 1);

    private final String broker = UUID.randomUUID().toString();
    private final List<QuintetRuntime> open = new ArrayList<>();
    private final BlockingQueue<Handled> handled = new LinkedBlockingQueue<>();

    private record Handled(int attempt, @Nullable Throwable error) {}

    public static class Service {
        final BlockingQueue<Shop.Ask> reminded = new LinkedBlockingQueue<>();

        public Shop.Answer find(Shop.Ask request) {
            return new Shop.Answer("found");
        }

        public Shop.Answer findAgain(Shop.Ask request) {
            return new Shop.Answer("found");
        }

        public Shop.Answer order(Shop.Ask request) {
            return new Shop.Answer("ordered");
        }

        public void remind(Shop.Ask request) {
            reminded.add(request);
        }

        public Shop.Answer wanted(Shop.Ask request) {
            return new Shop.Answer("here");
        }
    }

    /** Takes events many at a time. */
    public static final class Batches {
        final BlockingQueue<String> sold = new LinkedBlockingQueue<>();

        public void sold(List<Shop.Ask> events) {
            events.forEach(event -> sold.add(event.id()));
        }
    }

    private static Map<String, String> key(String id, int value) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return Map.of(
                "signing.key",
                id,
                "signing.keys." + id + ".hmac-secret",
                Base64.getEncoder().encodeToString(secret));
    }

    private QuintetRuntime runtime(String name, Map<String, String> signing) {
        Map<String, String> settings = new HashMap<>(signing);
        settings.putAll(Map.of(
                "name", name,
                "codec", "serialized",
                "transports.calls", "memory",
                "transports.messages", "memory",
                "memory.broker", broker,
                "messages.attempts", "3",
                "messages.first-backoff", "1ms",
                "messages.most-backoff", "2ms",
                "drain", "5s"));
        QuintetRuntime runtime =
                new QuintetRuntime(new SettingsSource().code(settings).settings(), Clock.systemUTC(), new Observer() {
                    @Override
                    public void handled(
                            OperationModel operation,
                            String transport,
                            long sinceSentNanos,
                            int attempt,
                            @Nullable Throwable error) {
                        handled.add(new Handled(attempt, error));
                    }
                });
        open.add(runtime);
        return runtime;
    }

    @AfterEach
    void end() {
        open.forEach(QuintetRuntime::close);
    }

    private Handled next() throws InterruptedException {
        Handled next = handled.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("handled").isNotNull();
        return next;
    }

    private void refused(int attempt, String message) throws InterruptedException {
        Handled next = next();
        assertThat(next.attempt()).isEqualTo(attempt);
        assertThat(next.error())
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED);
                    assertThat(e.failureMode()).isEqualTo(FailureMode.ARBITRARY);
                })
                .hasMessageContaining(message);
    }

    @Test
    void requests_replies_notifications_and_responses_of_many_are_signed() throws Exception {
        QuintetRuntime server = runtime("shop", GOOD);
        Service service = new Service();
        server.serve(Shop.class, service);
        server.subscribe(Shop.class, "one", service);
        Shop shop = runtime("customer", GOOD).client(Shop.class);

        assertThat(shop.order(ASK).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new Shop.Answer("ordered"));
        shop.remind(ASK);
        assertThat(service.reminded.poll(10, TimeUnit.SECONDS)).isEqualTo(ASK);
        assertThat(shop.wanted(ASK).first(1)).containsExactly(new Shop.Answer("here"));
    }

    @Test
    void what_is_not_signed_is_given_up_at_once_and_never_handled() throws Exception {
        Service service = new Service();
        runtime("shop", GOOD).serve(Shop.class, service);
        runtime("customer", Map.of()).client(Shop.class).remind(ASK);

        refused(1, "shop.remind from customer: not signed");
        runtime("other", GOOD).client(Shop.class).remind(new Shop.Ask("a", 2));
        assertThat(service.reminded.poll(10, TimeUnit.SECONDS)).isEqualTo(new Shop.Ask("a", 2));
        assertThat(next().error()).isNull();
    }

    @Test
    void a_key_that_may_become_known_is_waited_for() throws Exception {
        runtime("shop", GOOD).serve(Shop.class, new Service());
        runtime("customer", key("k2", 2)).client(Shop.class).remind(ASK);

        for (int attempt = 1; attempt <= 3; attempt++) {
            refused(attempt, "signed with key \"k2\"");
        }
    }

    @Test
    void a_requester_does_not_believe_a_reply_that_another_key_has_signed() throws Exception {
        Map<String, String> takesAll = new HashMap<>(key("k1", 9));
        takesAll.put("signing.check", "none");
        runtime("shop", takesAll).serve(Shop.class, new Service());
        Shop shop = runtime("customer", GOOD).client(Shop.class);

        assertThatThrownBy(() -> shop.order(ASK).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.failureMode()).isEqualTo(FailureMode.ARBITRARY))
                .hasMessageContaining("signed by somebody who does not have key k1");
    }

    @Test
    void who_is_not_known_to_have_asked_is_not_answered() throws Exception {
        runtime("shop", GOOD).serve(Shop.class, new Service());
        Map<String, String> takesAll = new HashMap<>(GOOD);
        takesAll.put("signing.check", "none");
        takesAll.remove("signing.key");
        takesAll.put("resilience.timeout", "300ms");
        Shop shop = runtime("customer", takesAll).client(Shop.class);

        assertThatThrownBy(() -> shop.order(ASK).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        refused(1, "not signed");
    }

    @Test
    void a_batch_leaves_out_what_is_not_signed() throws Exception {
        Shop stranger = runtime("stranger", Map.of()).client(Shop.class);
        Shop friend = runtime("friend", GOOD).client(Shop.class);
        for (int i = 0; i < 20; i++) {
            (i % 5 == 0 ? stranger : friend).sold(new Shop.Ask("" + i, i));
        }
        Batches batches = new Batches();
        runtime("shop", GOOD).subscribe(Shop.class, "one", batches);

        int errors = 0;
        for (int i = 0; i < 20; i++) {
            errors += next().error() == null ? 0 : 1;
        }
        assertThat(errors).isEqualTo(4);
        assertThat(batches.sold).hasSize(16).doesNotContain("0", "5", "10", "15");
    }
}
