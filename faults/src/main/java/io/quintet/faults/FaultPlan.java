package io.quintet.faults;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Decides which faults fire, by a seed: the n-th time that a node passes a step, the same seed decides the same. What threads do in
 * between is theirs, so a replay meets the same faults, and the same interleavings as far as the machine allows.
 *
 * <p>Safe for use by many threads.
 */
public final class FaultPlan {
    private final long seed;
    private final Map<Step, Map<FaultKind, Double>> rates;
    private final Duration leastDelay;
    private final Duration mostDelay;
    private final Map<String, AtomicLong> passed = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> fired = new ConcurrentHashMap<>();
    private final Redeliveries redeliveries = new Redeliveries();
    private volatile boolean stopped;

    private FaultPlan(Builder builder) {
        this.seed = builder.seed;
        this.rates = builder.rates;
        this.leastDelay = builder.leastDelay;
        this.mostDelay = builder.mostDelay;
    }

    /** Starts to describe a plan. */
    public static Builder seeded(long seed) {
        return new Builder(seed);
    }

    /** A plan under which nothing fails. */
    public static FaultPlan none() {
        return seeded(0).build();
    }

    /** What decides. */
    public long seed() {
        return seed;
    }

    /** The fault that fires now that a node passes a step, or null for none. Counted as fired. */
    public @Nullable Fault next(String node, Step step) {
        Fault fault = peek(node, step);
        if (fault != null) {
            count(fault.name());
        }
        return fault;
    }

    private @Nullable Fault peek(String node, Step step) {
        Map<FaultKind, Double> here = rates.get(step);
        if (here == null || stopped) {
            return null;
        }
        long n = passed.computeIfAbsent(node + "/" + step, name -> new AtomicLong())
                .incrementAndGet();
        long dice = mix(seed ^ mix(stable(step.name()) + 31L * stable(node)) ^ mix(n));
        double at = (dice >>> 11) * 0x1.0p-53;
        for (Map.Entry<FaultKind, Double> each : here.entrySet()) {
            at -= each.getValue();
            if (at < 0) {
                return new Fault(step, each.getKey(), delay(mix(dice)));
            }
        }
        return null;
    }

    private Duration delay(long dice) {
        long span = mostDelay.minus(leastDelay).toNanos();
        return leastDelay.plusNanos(span <= 0 ? 0 : Long.remainderUnsigned(dice, span));
    }

    /** The name of a node as a number that is the same in every process. */
    private static long stable(String node) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < node.length(); i++) {
            h = (h ^ node.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Counts a fault that somebody else makes, as a takeover. */
    public void count(String fault) {
        fired.computeIfAbsent(fault, name -> new LongAdder()).increment();
    }

    /** From now on nothing fails any more; what is delayed still comes. */
    public void stop() {
        stopped = true;
    }

    /** From now on faults fire again. */
    public void proceed() {
        stopped = false;
    }

    /** How often which fault has fired. */
    public Map<String, Long> fired() {
        Map<String, Long> counts = new TreeMap<>();
        fired.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    /** What was delivered more than once. */
    public Redeliveries redeliveries() {
        return redeliveries;
    }

    /** Describes a plan. */
    public static final class Builder {
        private final long seed;
        private final Map<Step, Map<FaultKind, Double>> rates = new EnumMap<>(Step.class);
        private Duration leastDelay = Duration.ofMillis(1);
        private Duration mostDelay = Duration.ofMillis(20);

        private Builder(long seed) {
            this.seed = seed;
        }

        /** How often a fault fires, from 0 to 1, of the times that a step is passed. */
        public Builder with(Step step, FaultKind kind, double rate) {
            if (!step.kinds().contains(kind)) {
                throw new IllegalArgumentException(step + ": " + kind + " (expected: one of " + step.kinds() + ")");
            }
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate: " + rate + " (expected: 0 to 1)");
            }
            rates.computeIfAbsent(step, any -> new EnumMap<>(FaultKind.class)).put(kind, rate);
            return this;
        }

        /** How long delays take, 1 to 20 ms unless told. */
        public Builder delays(Duration least, Duration most) {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "delays: " + least + " to " + most + " (expected: 0 <= least <= most)");
            }
            leastDelay = least;
            mostDelay = most;
            return this;
        }

        /** The plan. */
        public FaultPlan build() {
            return new FaultPlan(this);
        }
    }
}
