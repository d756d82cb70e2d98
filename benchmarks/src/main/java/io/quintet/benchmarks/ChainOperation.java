package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;
import java.util.HashMap;
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
    private static final Map<String, String> OFF = Map.of(
            "resilience.circuit.enabled", "false",
            "resilience.ejection.enabled", "false",
            "resilience.retry.attempts", "1",
            "resilience.concurrency.limit", "0",
            "resilience.server.concurrency.limit", "0");

    private static final Map<String, Map<String, String>> ON = Map.of(
            "nothing", Map.of(),
            "circuit", Map.of("resilience.circuit.enabled", "true"),
            "ejection", Map.of("resilience.ejection.enabled", "true"),
            "retry", Map.of("resilience.retry.attempts", "8"),
            "concurrency", Map.of("resilience.concurrency.limit", "1024"),
            "adaptive", Map.of("resilience.concurrency.limit", "1024", "resilience.concurrency.adaptive", "true"),
            "rate", Map.of("resilience.rate.limit", "10000000", "resilience.rate.burst", "1000000"),
            "fallback", Map.of("resilience.fallback.last-good", "5m"),
            "server", Map.of("resilience.server.concurrency.limit", "1024"),
            "defaults",
                    Map.of(
                            "resilience.circuit.enabled", "true",
                            "resilience.ejection.enabled", "true",
                            "resilience.retry.attempts", "8",
                            "resilience.concurrency.limit", "1024",
                            "resilience.server.concurrency.limit", "1024"));

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
    private MemoryInstances instances;
    private Orders orders;

    /** For JMH. */
    public ChainOperation() {}

    /** Starts the instances. */
    @Setup
    public void start() {
        Map<String, String> settings =
                new HashMap<>(Map.of("memory.serialise", "false", "memory.hop-threads", "false"));
        settings.putAll(OFF);
        settings.putAll(ON.getOrDefault(policy, Map.of()));
        instances = new MemoryInstances(settings);
        orders = instances.orders();
    }

    /** Stops them. */
    @TearDown
    public void stop() {
        instances.close();
    }

    /** One operation. */
    @Benchmark
    public void operation(Blackhole hole) {
        Accepted accepted = orders.place(order);
        hole.consume(accepted);
    }
}
