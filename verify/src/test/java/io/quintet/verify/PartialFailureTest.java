package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.QuintetException;
import io.quintet.config.SettingsSource;
import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.ProcessFaults;
import io.quintet.faults.net.WireFaults;
import io.quintet.resilience.Circuit.State;
import io.quintet.resilience.Fallback;
import io.quintet.resilience.Provenance;
import io.quintet.servers.Ports;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What callers see of a service in a process of its own that is killed, stopped, or behind a broken network. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class PartialFailureTest {
    private static final Tickets.Query QUERY = new Tickets.Query("t1");
    private static final int MINIMUM = 10;

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ConcurrentLinkedQueue<State> states = new ConcurrentLinkedQueue<>();
    private final ProcessFaults faults = new ProcessFaults();
    private ScheduledExecutorService scheduler;
    private Registry registry;

    @BeforeEach
    void start() {
        scheduler = Executors.newSingleThreadScheduledExecutor();
        registry = ServiceLoader.load(RegistryProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("sql"))
                .findFirst()
                .orElseThrow()
                .create(new ServiceContext(
                        "test",
                        "test-1",
                        new SettingsSource()
                                .code(Map.of("sql.directory", ours().toString()))
                                .settings()
                                .section("sql"),
                        Clock.systemUTC(),
                        scheduler));
    }

    @AfterEach
    void end() throws Exception {
        faults.close();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        registry.close();
        scheduler.shutdownNow();
    }

    private Path ours() {
        return directory.resolve("ours");
    }

    private TicketsProcess process() throws Exception {
        return process(Ports.free());
    }

    private TicketsProcess process(int port) throws Exception {
        TicketsProcess started = TicketsProcess.start(directory.resolve("theirs"), port);
        open.add(started);
        return started;
    }

    private FaultProxy proxy(TicketsProcess process) {
        FaultProxy proxy = FaultProxy.to(process.address(), 5);
        open.add(proxy);
        return proxy;
    }

    private void enter(String id, InetSocketAddress address) {
        registry.register(
                new Instance(id, "tickets", "tickets", new Endpoint("http", "http://127.0.0.1:" + address.getPort())));
    }

    private QuintetBuilder overHttp(String name) {
        return Quintet.builder()
                .name(name)
                .environment(Map.of())
                .set("transports.calls", "http")
                .set("transports.messages", "memory")
                .set("registry", "sql")
                .set("sql.directory", ours().toString());
    }

    private Quintet caller() {
        Quintet caller = overHttp("caller")
                .set("contracts.tickets.timeout", "1s")
                .set("contracts.tickets.retry.attempts", "1")
                .set("contracts.tickets.ejection.enabled", "false")
                .set("contracts.tickets.circuit.window", "20")
                .set("contracts.tickets.circuit.minimum-calls", Integer.toString(MINIMUM))
                .set("contracts.tickets.circuit.open", "2s")
                .set("contracts.tickets.circuit.trial-calls", "2")
                .observer(new io.quintet.spi.Observer() {
                    @Override
                    public void circuit(
                            io.quintet.contract.OperationModel operation, String target, State from, State to) {
                        states.add(to);
                    }
                })
                .build();
        open.add(caller);
        return caller;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static QuintetException failure(Tickets tickets) {
        try {
            tickets.find(QUERY);
            throw new AssertionError("answered");
        } catch (QuintetException e) {
            return e;
        }
    }

    private static boolean answers(Tickets tickets) {
        try {
            return tickets.find(QUERY).id().equals("t1");
        } catch (QuintetException e) {
            return false;
        }
    }

    /** A client whose circuit has seen nothing yet. */
    private static Tickets answering(Quintet caller) {
        Tickets tickets = caller.client(Tickets.class);
        await(() -> answers(tickets));
        caller.circuits().getFirst().reset();
        return tickets;
    }

    /** As many successes as the rate takes as failures, so that the circuit has to open with the last failure, and not before. */
    private void opens(Quintet caller, Tickets tickets, FailureMode mode, Runnable fault) {
        for (int i = 0; i < MINIMUM / 2; i++) {
            assertThat(answers(tickets)).isTrue();
        }
        fault.run();
        for (int i = 0; i < MINIMUM / 2; i++) {
            assertThat(states).as("after %d failures", i).isEmpty();
            assertThat(failure(tickets).failureMode()).isEqualTo(mode);
        }
        assertThat(states).containsExactly(State.OPEN);
        QuintetException refused = failure(tickets);
        assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refused.retrySafe()).isTrue();
        assertThat(refused.retryAfter()).isPositive();
        assertThat(refused).hasMessageContaining("tickets.find at http://127.0.0.1:");
        assertThat(caller.circuits()).hasSize(1);
    }

    private void closes(Tickets tickets) {
        await(() -> answers(tickets) && states.contains(State.CLOSED));
        assertThat(states).contains(State.HALF_OPEN);
        assertThat(states.stream().toList().getLast()).isEqualTo(State.CLOSED);
        for (int i = 0; i < 50; i++) {
            assertThat(answers(tickets)).isTrue();
        }
    }

    @Test
    void a_killed_service_opens_the_circuit_and_one_that_is_back_closes_it() throws Exception {
        TicketsProcess process = process();
        enter("kitchen-1", process.address());
        Quintet caller = caller();
        Tickets tickets = answering(caller);

        opens(caller, tickets, FailureMode.CRASH, () -> {
            faults.kill(process.handle());
            try {
                process.awaitEnd();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        process(process.address().getPort());
        closes(tickets);
    }

    @Test
    void a_stopped_service_opens_the_circuit_and_one_that_goes_on_closes_it() throws Exception {
        TicketsProcess process = process();
        enter("kitchen-1", process.address());
        Quintet caller = caller();
        Tickets tickets = answering(caller);

        opens(caller, tickets, FailureMode.TIMING, () -> faults.stop(process.handle()));
        faults.proceed(process.handle());
        closes(tickets);
    }

    @Test
    void an_open_circuit_sends_nothing_and_a_healed_network_closes_it() throws Exception {
        FaultProxy proxy = proxy(process());
        enter("kitchen-1", proxy.address());
        Quintet caller = caller();
        Tickets tickets = answering(caller);

        opens(caller, tickets, FailureMode.CRASH, () -> {
            proxy.backward(WireFaults.NONE.reset(0));
            proxy.forward(WireFaults.NONE.reset(0));
        });
        caller.circuits().getFirst().forceOpen();
        long connections = proxy.accepted();
        for (int i = 0; i < 1000; i++) {
            assertThat(failure(tickets)).hasMessageContaining("forced open");
        }
        assertThat(proxy.accepted()).isEqualTo(connections);
        proxy.heal();
        caller.circuits().getFirst().reset();
        await(() -> answers(tickets));
        assertThat(states).contains(State.FORCED_OPEN);
    }

    @Test
    void a_fallback_arrives_while_the_service_is_stopped_and_says_so() throws Exception {
        TicketsProcess process = process();
        enter("kitchen-1", process.address());
        Tickets tickets = caller().clientWithFallback(Tickets.class, new Object() {
            @SuppressWarnings({"unused", "EffectivelyPrivate"}) // found by its name
            public Tickets.Ticket find(Tickets.Query query) {
                return new Tickets.Ticket(query.id(), "unknown");
            }
        });
        Provenance provenance = new Provenance();
        await(() -> {
            return provenance.of(() -> tickets.find(QUERY)).source().equals("kitchen");
        });
        assertThat(provenance.fallback()).isNull();
        faults.stop(process.handle());
        for (int i = 0; i < 3 * MINIMUM; i++) {
            assertThat(provenance.of(() -> tickets.find(QUERY)).source()).isEqualTo("unknown");
            assertThat(provenance.fallback()).extracting(Fallback::origin).isEqualTo(Fallback.Origin.FUNCTION);
        }
        assertThat(states).contains(State.OPEN);
    }

    @Test
    void one_stopped_instance_of_two_costs_some_calls_and_no_more() throws Exception {
        TicketsProcess well = process();
        TicketsProcess stopped = process();
        enter("kitchen-1", well.address());
        enter("kitchen-2", stopped.address());
        Quintet caller = caller();
        Tickets tickets = caller.client(Tickets.class);
        await(() -> answers(tickets) && caller.circuits().size() == 2);
        faults.stop(stopped.handle());
        String address = "http://127.0.0.1:" + stopped.address().getPort();
        await(() -> {
            answers(tickets);
            return caller.circuits().stream()
                    .anyMatch(circuit -> circuit.target().equals(address) && circuit.state() == State.OPEN);
        });
        caller.circuits().stream()
                .filter(circuit -> circuit.target().equals(address))
                .forEach(circuit -> circuit.forceOpen());
        for (int i = 0; i < 200; i++) {
            assertThat(answers(tickets)).isTrue();
        }
    }

    @Test
    void callers_of_a_stopped_service_are_bounded_and_those_of_another_all_succeed() throws Exception {
        TicketsProcess process = process();
        enter("kitchen-1", process.address());
        Quintet caller = caller();
        Quintet healthy = overHttp("menu").build();
        open.add(healthy);
        healthy.serve(Menu.class, (Menu) query -> new Tickets.Ticket(query.id(), "menu"));
        Tickets tickets = caller.client(Tickets.class);
        Menu other = caller.client(Menu.class);
        await(() -> answers(tickets));
        await(() -> other.look(QUERY) != null);
        faults.stop(process.handle());

        AtomicInteger failed = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                callers.add(executor.submit(() -> {
                    for (int call = 0; call < 4; call++) {
                        failed.addAndGet(answers(tickets) ? 0 : 1);
                    }
                }));
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(other.look(QUERY).id()).isEqualTo("t1");
            }
            for (Future<?> each : callers) {
                each.get();
            }
        }
        assertThat(failed).hasValue(2000);
        assertThatThrownBy(() -> tickets.find(QUERY)).isInstanceOf(QuintetException.class);
    }

    @Test
    void a_call_that_the_circuit_refuses_never_reaches_the_wire_although_a_connection_is_open() {
        AtomicInteger handled = new AtomicInteger();
        Quintet service = overHttp("kitchen").build();
        open.add(service);
        service.serve(Tickets.class, (Tickets) query -> {
            handled.incrementAndGet();
            return new Tickets.Ticket(query.id(), "kitchen");
        });
        Quintet caller = caller();
        Tickets tickets = answering(caller);
        int before = handled.get();

        caller.circuits().getFirst().forceOpen();
        for (int i = 0; i < 1000; i++) {
            assertThat(failure(tickets)).hasMessageContaining("forced open");
        }
        caller.circuits().getFirst().reset();
        assertThat(answers(tickets)).isTrue();

        assertThat(handled).hasValue(before + 1);
    }

    @Test
    void calls_to_a_stopped_service_are_under_way_up_to_the_limit_and_all_others_fail_at_once() throws Exception {
        TicketsProcess process = process();
        FaultProxy proxy = proxy(process);
        enter("kitchen-1", proxy.address());
        Quintet caller = overHttp("caller")
                .set("contracts.tickets.timeout", "60s")
                .set("contracts.tickets.concurrency.limit", "8")
                .build();
        open.add(caller);
        Tickets tickets = caller.client(Tickets.class);
        await(() -> answers(tickets));
        faults.stop(process.handle());

        AtomicInteger limited = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                executor.execute(() -> {
                    try {
                        tickets.find(QUERY);
                        answered.incrementAndGet();
                    } catch (QuintetException e) {
                        limited.addAndGet(e.code() == Code.RESOURCE_EXHAUSTED ? 1 : 0);
                    }
                });
            }
            await(() -> limited.get() == 92);
            assertThat(answered).hasValue(0);
            assertThat(proxy.connections()).isLessThanOrEqualTo(8);
            faults.proceed(process.handle());
        }
        assertThat(answered).hasValue(8);
        assertThat(limited).hasValue(92);
    }
}
