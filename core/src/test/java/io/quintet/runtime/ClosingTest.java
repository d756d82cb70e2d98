package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Contract;
import io.quintet.RequestResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an instance leaves the registry. */
@Timeout(60)
final class ClosingTest {
    private final String broker = UUID.randomUUID().toString();
    private final HangingRegistryProvider.Server registry = HangingRegistryProvider.server(broker);
    private final QuintetRuntime server = runtime("shop", "2s");
    private final CountDownLatch handling = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);

    private QuintetRuntime runtime(String name, String drain) {
        return Fixtures.runtime(
                name,
                broker,
                Map.of("registry", "hanging", "hanging.server", broker, "drain", drain, "resilience.timeout", "20s"));
    }

    /** A second contract, and so a second entry. */
    @Contract("pantry")
    public interface Pantry {
        @RequestResponse
        Shop.Answer fetch(Shop.Ask request);
    }

    public final class Service {
        public Shop.Answer fetch(Shop.Ask request) throws InterruptedException {
            if (request.id().equals("slow")) {
                handling.countDown();
                assertThat(finish.await(20, TimeUnit.SECONDS)).isTrue();
            }
            return new Shop.Answer(request.id());
        }

        public Shop.Answer find(Shop.Ask request) {
            return new Shop.Answer(request.id());
        }

        public Shop.Answer findAgain(Shop.Ask request) {
            return new Shop.Answer(request.id());
        }

        public Shop.Answer order(Shop.Ask request) {
            return new Shop.Answer(request.id());
        }

        public void remind(Shop.Ask request) {
            // nothing is to be remembered
        }
    }

    private static CompletableFuture<Void> apart(Runnable step) {
        return CompletableFuture.runAsync(step, task -> Thread.ofVirtual().start(task));
    }

    @AfterEach
    void end() {
        finish.countDown();
        registry.goOn();
        server.close();
    }

    @Test
    void all_entries_leave_the_registry_at_once() throws Exception {
        server.serve(Shop.class, new Service());
        server.serve(Pantry.class, new Service());
        registry.hang(2);
        CompletableFuture<Void> closing = apart(server::close);
        assertThat(registry.awaitQuestions()).isTrue();
        registry.goOn();
        closing.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_registry_that_hangs_holds_up_closing_for_no_longer_than_the_drain_and_a_last_word() throws Exception {
        server.serve(Shop.class, new Service());
        server.serve(Pantry.class, new Service());
        registry.hang(1);
        apart(server::close).get(10, TimeUnit.SECONDS); // drain is 2s
    }

    @Test
    void who_is_being_entered_does_not_hold_up_closing() throws Exception {
        registry.hang(1);
        Thread serving = Thread.ofVirtual().start(() -> server.serve(Pantry.class, new Service()));
        assertThat(registry.awaitQuestions()).isTrue();
        apart(server::close).get(10, TimeUnit.SECONDS);
        registry.goOn();
        serving.join();
    }

    @Test
    void calls_go_on_and_are_taken_while_the_entries_leave() throws Exception {
        QuintetRuntime patient = runtime("patient", "20s");
        QuintetRuntime customer = runtime("customer", "2s");
        try {
            patient.serve(Pantry.class, new Service());
            Pantry pantry = customer.client(Pantry.class);
            AtomicReference<Shop.Answer> answer = new AtomicReference<>();
            CompletableFuture<Void> slow = apart(() -> answer.set(pantry.fetch(new Shop.Ask("slow", 1))));
            assertThat(handling.await(10, TimeUnit.SECONDS)).isTrue();
            registry.hang(1);
            CompletableFuture<Void> closing = apart(patient::close);
            assertThat(registry.awaitQuestions()).isTrue();
            assertThat(pantry.fetch(new Shop.Ask("late", 1)).text()).isEqualTo("late");
            registry.goOn();
            finish.countDown();
            slow.get(10, TimeUnit.SECONDS);
            assertThat(answer.get().text()).isEqualTo("slow");
            closing.get(15, TimeUnit.SECONDS);
        } finally {
            finish.countDown();
            registry.goOn();
            patient.close();
            customer.close();
        }
    }
}
