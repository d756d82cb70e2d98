package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.ConsumerProcess;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.ProducerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A producer's and a consumer's process, which go through the same legs; ended by {@link #close}. */
final class Pair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 50_000;

    private final Children children;
    private final String name;
    private final Process consumer;
    private final Process producer;

    private Pair(Children children, String name, Process consumer, Process producer) {
        this.children = children;
        this.name = name;
        this.consumer = consumer;
        this.producer = producer;
    }

    /** Starts both on our own class path. */
    static Pair start(Children children, String name, List<Leg> legs) throws IOException {
        return start(children, ClassPath.own(), name, legs);
    }

    /** Starts both; the counters of the legs must be set, see {@link Course}. */
    static Pair start(Children children, ClassPath classPath, String name, List<Leg> legs) throws IOException {
        String[] arguments = Leg.arguments(legs);
        return new Pair(
                children,
                name,
                children.java(name + "-consumer", classPath, ConsumerProcess.class, "512m", arguments),
                children.java(name + "-producer", classPath, ProducerProcess.class, "512m", arguments));
    }

    /** The time that both have spent on processors. */
    Duration processorTime() {
        return time(producer).plus(time(consumer));
    }

    private static Duration time(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Waits while both go on. */
    void pause(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Math.min(end - System.nanoTime(), 20_000_000));
            check();
        }
    }

    private void check() throws IOException {
        if (Thread.interrupted()) {
            throw broken("interrupted");
        }
        if (failed(producer) || failed(consumer)) {
            throw broken("a process failed");
        }
    }

    private static boolean failed(Process process) {
        return !process.isAlive() && process.exitValue() != 0;
    }

    /** Waits until something is so, at most a minute. */
    void await(Supplier<String> what, BooleanSupplier condition) throws IOException {
        await(what, PATIENCE, condition);
    }

    void await(Supplier<String> what, Duration patience, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            check();
            if (System.nanoTime() - end > 0) {
                throw broken("not within " + patience + ": " + what.get());
            }
        }
    }

    IllegalStateException broken(String what) throws IOException {
        String words = "\nproducer: " + children.lastWords(name + "-producer") + "\nconsumer: "
                + children.lastWords(name + "-consumer");
        String cause = words.lines()
                .filter(line -> line.contains("Exception: "))
                .findFirst()
                .orElse("");
        return new IllegalStateException(name + ": " + what + (cause.isEmpty() ? "" : ": " + cause) + words);
    }

    /** Stops both, and has what they left written, so that it does not delay what comes next. */
    @Override
    public void close() throws IOException, InterruptedException {
        children.stop(producer);
        children.stop(consumer);
        Process sync = children.start("sync", List.of("sync"), Map.of());
        if (!sync.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            children.stop(sync);
        }
    }
}
