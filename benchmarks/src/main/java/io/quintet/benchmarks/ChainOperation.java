package io.quintet.benchmarks;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** An operation over the memory transport, without codec and on one thread, with one policy against partial failure, with all, or none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class ChainOperation {
    private static final List<String> OFF = List.of(
            "resilience.circuit.enabled=false",
            "resilience.ejection.enabled=false",
            "resilience.retry.attempts=1",
            "resilience.concurrency.limit=0",
            "resilience.server.concurrency.limit=0");

    private static final Map<String, List<String>> ON = Map.of(
            "nothing", List.of(),
            "circuit", List.of("resilience.circuit.enabled=true"),
            "ejection", List.of("resilience.ejection.enabled=true"),
            "retry", List.of("resilience.retry.attempts=8"),
            "concurrency", List.of("resilience.concurrency.limit=1024"),
            "adaptive", List.of("resilience.concurrency.limit=1024", "resilience.concurrency.adaptive=true"),
            "rate", List.of("resilience.rate.limit=10000000", "resilience.rate.burst=1000000"),
            "fallback", List.of("resilience.fallback.last-good=5m"),
            "server", List.of("resilience.server.concurrency.limit=1024"),
            "defaults",
                    List.of(
                            "resilience.circuit.enabled=true",
                            "resilience.ejection.enabled=true",
                            "resilience.retry.attempts=8",
                            "resilience.concurrency.limit=1024",
                            "resilience.server.concurrency.limit=1024"));

    /** What is on. */
    @Param({
        "nothing",
        "circuit",
        "ejection",
        "retry",
        "concurrency",
        "adaptive",
        "rate",
        "fallback",
        "server",
        "defaults"
    })
    public String policy;

    private final Order order = Order.example("order-20260101-000417");
    private Quintet server;
    private Quintet caller;
    private Orders orders;

    /** For JMH. */
    public ChainOperation() {}

    /** Two instances that share nothing but the memory transport. */
    @Setup
    public void start() {
        server = instance("order-service");
        caller = instance("api");
        server.serve(Orders.class, new Orders.Desk());
        orders = caller.client(Orders.class);
    }

    private Quintet instance(String name) {
        QuintetBuilder builder = Quintet.builder()
                .name(name)
                .environment(Map.of())
                .transport("memory")
                .set("memory.broker", "chain")
                .set("memory.serialise", "false")
                .set("memory.hop-threads", "false");
        OFF.forEach(setting -> set(builder, setting));
        ON.getOrDefault(policy, List.of()).forEach(setting -> set(builder, setting));
        return builder.build();
    }

    private static void set(QuintetBuilder builder, String setting) {
        int equals = setting.indexOf('=');
        builder.set(setting.substring(0, equals), setting.substring(equals + 1));
    }

    /** Stops both. */
    @TearDown
    public void stop() {
        caller.close();
        server.close();
    }

    /** One operation. */
    @Benchmark
    public void operation(Blackhole hole) {
        Accepted accepted = orders.place(order);
        hole.consume(accepted);
    }
}
