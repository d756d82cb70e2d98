package io.quintet.benchmarks;

import io.quintet.Quintet;
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
    private Quintet server;
    private Quintet caller;
    private Orders orders;

    /** For JMH. */
    public MemoryOperation() {}

    /** Two instances that share nothing but the memory transport. */
    @Setup
    public void start() {
        server = instance("order-service");
        caller = instance("api");
        server.serve(Orders.class, new Orders.Desk());
        orders = caller.client(Orders.class);
    }

    private Quintet instance(String name) {
        return Quintet.builder()
                .name(name)
                .environment(Map.of())
                .transport("memory")
                .set("memory.broker", "benchmark")
                .set("memory.serialise", serialise)
                .set("memory.hop-threads", hopThreads)
                .build();
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
