package io.quintet.benchmarks;

import dev.failsafe.Bulkhead;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.quintet.benchmarks.calls.Order;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What other libraries take for a circuit breaker and retries, around something that takes no time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ComposedPolicies {
    private final Order order = Order.example("order-20260101-000417");
    private final Supplier<Order> resilience4j = Retry.decorateSupplier(
            Retry.ofDefaults("retry"),
            CircuitBreaker.decorateSupplier(CircuitBreaker.ofDefaults("circuit"), () -> order));
    private final FailsafeExecutor<Order> failsafe = Failsafe.with(List.<Policy<Order>>of(
            RetryPolicy.<Order>ofDefaults(),
            dev.failsafe.CircuitBreaker.<Order>builder()
                    .withFailureRateThreshold(50, 20, Duration.ofSeconds(10))
                    .build(),
            Bulkhead.<Order>of(1024)));

    /** For JMH. */
    public ComposedPolicies() {}

    /** Resilience4j's, with a lock around its window, as it is by default. */
    @Benchmark
    public Order resilience4j() {
        return resilience4j.get();
    }

    /** Failsafe's, with a bulkhead, too. */
    @Benchmark
    public Order failsafe() {
        return failsafe.get(() -> order);
    }
}
