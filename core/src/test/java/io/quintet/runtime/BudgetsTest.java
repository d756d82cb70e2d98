package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.contract.OperationModel;
import io.quintet.resilience.ManualTicker;
import io.quintet.spi.Observer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BudgetsTest {
    private final String broker = UUID.randomUUID().toString();
    private final List<QuintetRuntime> started = new ArrayList<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Observer observer = new Observer() {
        @Override
        public void chatty(OperationModel handled, OperationModel called, int calls) {
            told.add(handled.name() + " called " + called.name() + " " + calls);
        }

        @Override
        public void large(OperationModel operation, int bytes) {
            told.add(operation.name() + " " + (bytes > 1000 ? "more than 1000" : "up to 1000"));
        }
    };

    @AfterEach
    void stop() {
        started.forEach(QuintetRuntime::close);
    }

    private Shop start(String... more) {
        Map<String, String> settings = settings(more);
        settings.putAll(Map.of(
                "name", "shop",
                "codec", "serialized",
                "transports.calls", "memory",
                "transports.messages", "memory",
                "memory.broker", broker));
        QuintetRuntime runtime =
                new QuintetRuntime(new SettingsSource().code(settings).settings(), Clock.systemUTC(), observer);
        started.add(runtime);
        Shop client = runtime.client(Shop.class);
        runtime.serve(Shop.class, new Service(client));
        return client;
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    /** Calls another operation as often as it is asked to. */
    public static final class Service {
        private final Shop shop;

        Service(Shop shop) {
            this.shop = shop;
        }

        public Shop.Answer find(Shop.Ask request) throws Shop.SoldOut {
            for (int i = 0; i < request.number(); i++) {
                shop.findAgain(new Shop.Ask(request.id(), 0));
            }
            return new Shop.Answer(counting());
        }

        public Shop.Answer findAgain(Shop.Ask request) {
            return new Shop.Answer("x".repeat(request.number()));
        }

        public Shop.Answer order(Shop.Ask request) throws Shop.SoldOut {
            return find(request);
        }

        public void remind(Shop.Ask request) throws Shop.SoldOut {
            find(request);
        }

        private static String counting() {
            CallContext context = CallContext.current();
            return context == null || context.counts() == null ? "nobody counts" : "somebody counts";
        }
    }

    private static Shop.Ask times(int times) {
        return new Shop.Ask("a", times);
    }

    @Test
    void a_handler_that_calls_an_operation_ten_times_is_reported_once_each_time_it_handles() throws Exception {
        Shop shop = start();
        assertThat(shop.find(times(25)).text()).isEqualTo("somebody counts");
        assertThat(told).containsExactly("find called findAgain 10");
        shop.find(times(10));
        assertThat(told).hasSize(2);
    }

    @Test
    void each_handling_counts_for_itself_and_calls_outside_of_handlers_do_not_count() throws Exception {
        Shop shop = start();
        for (int i = 0; i < 12; i++) {
            shop.find(times(9));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void handlers_of_messages_are_counted_too() throws Exception {
        start().remind(times(10));
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("remind called findAgain 10");
    }

    @Test
    void the_number_can_be_set_for_everything_and_for_an_operation() throws Exception {
        Shop shop = start("chattiness.warn-after", "5", "operations.shop.findAgain.chattiness.warn-after", "3");
        shop.find(times(2));
        assertThat(told).isEmpty();
        shop.find(times(3));
        assertThat(told).containsExactly("find called findAgain 3");
    }

    @Test
    void zero_turns_it_off_and_then_nobody_counts() throws Exception {
        Shop shop = start("chattiness.warn-after", "0");
        assertThat(shop.find(times(30)).text()).isEqualTo("nobody counts");
        assertThat(told).isEmpty();
    }

    @Test
    void payloads_above_the_budget_are_reported_on_the_side_that_writes_them() throws Exception {
        Shop shop = start("payload.warn-above", "1000");
        shop.findAgain(new Shop.Ask("a", 500));
        assertThat(told).isEmpty();
        shop.findAgain(new Shop.Ask("a", 1001));
        shop.remind(new Shop.Ask("x".repeat(1001), 0));
        assertThat(told).containsExactly("findAgain more than 1000", "remind more than 1000");
    }

    @Test
    void the_budget_of_payloads_can_be_set_for_an_operation_and_turned_off() throws Exception {
        Shop shop = start("payload.warn-above", "1000", "operations.shop.findAgain.payload.warn-above", "0");
        shop.findAgain(new Shop.Ask("a", 5000));
        assertThat(told).isEmpty();
        shop.find(new Shop.Ask("x".repeat(2000), 0));
        assertThat(told).containsExactly("find more than 1000");
    }

    @Test
    void the_log_has_one_line_for_each_operation_and_period() {
        List<String> log = new ArrayList<>();
        ManualTicker ticker = new ManualTicker();
        Settings settings = new SettingsSource()
                .code(Map.of("payload.warn-above", "10", "chattiness.warn-after", "2"))
                .settings();
        Budgets budgets = new Budgets(settings, null, ticker, log::add);
        OperationModel find = Fixtures.operation("find");
        OperationModel again = Fixtures.operation("findAgain");
        for (int i = 0; i < 3; i++) {
            budgets.bound(find, new SerializedCodec()).requests().encode(times(1));
            handle(budgets, find, again);
            handle(budgets, again, find);
        }
        assertThat(log)
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("shop.find: a request of ", "payload.warn-above"))
                .anySatisfy(
                        line -> assertThat(line).contains("shop.find: one handling has called shop.findAgain 2 times"))
                .anySatisfy(
                        line -> assertThat(line).contains("shop.findAgain: one handling has called shop.find 2 times"));
        ticker.pass(Duration.ofMinutes(11));
        handle(budgets, find, again);
        assertThat(log).hasSize(4);
    }

    private static void handle(Budgets budgets, OperationModel handled, OperationModel called) {
        @Nullable
        CallContext before = CallContext.bind(
                new CallContext(Deadline.in(Duration.ofSeconds(1)), null, null, null, budgets.counts(handled)));
        try {
            OperationClient client = budgets.counted(request -> null, called);
            client.invoke(times(1));
            client.invoke(times(1));
        } catch (DomainException e) {
            throw new AssertionError(e);
        } finally {
            CallContext.bind(before);
        }
    }
}
