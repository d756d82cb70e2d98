package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.Order;
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

/** An operation over the memory transport, from the client's proxy to the handler and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class MemoryOperation {
    /** Whether requests and responses pass through JSON, the setting {@code memory.serialise}. */
    @Param({"false", "true"})
    public String serialise;

    /** Whether the handler has a thread of its own, the setting {@code memory.hop-threads}. */
    @Param({"false", "true"})
    public String hopThreads;

    private final Order order = Order.example("order-20260101-000417");
    private MemoryInstances instances;
    private Orders orders;

    /** For JMH. */
    public MemoryOperation() {}

    /** Starts the instances. */
    @Setup
    public void start() {
        instances = new MemoryInstances(Map.of("memory.serialise", serialise, "memory.hop-threads", hopThreads));
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
