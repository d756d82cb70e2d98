package io.quintet.benchmarks;

import io.quintet.benchmarks.Shared.Phase;
import io.quintet.benchmarks.Shared.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures one technology once: a producer's and a consumer's process, first with the window full, then with one in flight. */
final class Measurement {
    private static final int WINDOW = 256;
    private static final long WARM_UP_MILLIS = 4000;
    private static final long SETTLE_MILLIS = 1000;
    private static final long PATIENCE_SECONDS = 60;

    private final Children children;
    private final String name;
    private final Broker broker;
    private final Shared shared;
    private final Process producer;
    private final Process consumer;

    private Measurement(Children children, String name, Broker broker, String technology, String address)
            throws IOException {
        Path file = children.directory("shared").resolve(name);
        this.children = children;
        this.name = name;
        this.broker = broker;
        shared = Shared.in(file);
        shared.set(Slot.WINDOW, WINDOW);
        String[] arguments = {technology, address, name, file.toString()};
        consumer = children.java(name + "-consumer", ConsumerProcess.class, "512m", arguments);
        producer = children.java(name + "-producer", ProducerProcess.class, "512m", arguments);
    }

    /** Measures; {@code name} is that of the channel, new for every measurement. */
    static Sample take(Children children, String name, Broker broker, String technology, int seconds) throws Exception {
        String address = broker.create(name);
        Measurement measurement = new Measurement(children, name, broker, technology, address);
        try {
            Sample sample = measurement.run(seconds);
            broker.remove(name);
            return sample;
        } finally {
            children.stop(measurement.producer);
            children.stop(measurement.consumer);
            flushDisk(children);
        }
    }

    /** So that what one technology has left to be written does not delay the next one. */
    private static void flushDisk(Children children) throws IOException, InterruptedException {
        children.start("sync", List.of("sync"), Map.of()).waitFor();
    }

    private Sample run(int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (shared.get(Slot.ACKED) == 0) {
            pause(20);
            if (System.nanoTime() > end) {
                throw broken("no message arrived within " + PATIENCE_SECONDS + " s");
            }
        }
        pause(WARM_UP_MILLIS);
        shared.phase(Phase.FULL);
        Duration clientsFrom = clientsTime();
        Duration brokerFrom = broker.processorTime();
        // counter and clock are read next to each other; processor time takes a while to ask for
        long from = shared.get(Slot.ACKED);
        long start = System.nanoTime();
        pause(TimeUnit.SECONDS.toMillis(seconds));
        long messages = shared.get(Slot.ACKED) - from;
        double elapsed = (System.nanoTime() - start) / 1e9;
        Duration clients = clientsTime().minus(clientsFrom);
        Duration brokers = broker.processorTime().minus(brokerFrom);

        shared.phase(Phase.UNMEASURED);
        shared.set(Slot.WINDOW, 1);
        pause(SETTLE_MILLIS);
        shared.phase(Phase.SINGLE);
        pause(TimeUnit.SECONDS.toMillis(seconds));
        finish();
        return new Sample(
                messages / elapsed,
                shared.get(Slot.FULL_P99) / 1e6,
                shared.get(Slot.SINGLE_P50) / 1e6,
                shared.get(Slot.SINGLE_P99) / 1e6,
                clients.toNanos() / 1e3 / messages,
                brokers.toNanos() / 1e3 / messages);
    }

    private Duration clientsTime() {
        return time(producer).plus(time(consumer));
    }

    private static Duration time(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends both processes, and fails when a message was lost, doubled or refused: the figures would mean nothing. */
    private void finish() throws IOException, InterruptedException {
        shared.phase(Phase.DRAINING);
        if (!producer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw broken("sent " + shared.get(Slot.SENT) + ", acknowledged " + shared.get(Slot.ACKED)
                    + " (expected: all within " + PATIENCE_SECONDS + " s)");
        }
        shared.phase(Phase.ENDED);
        if (!consumer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw broken("the consumer does not end");
        }
        long sent = shared.get(Slot.SENT);
        long sum = sent * (sent - 1) / 2;
        if (shared.get(Slot.ACKED) != sent || shared.get(Slot.SUM) != sum || shared.get(Slot.FAILED) != 0) {
            throw broken("acknowledged " + shared.get(Slot.ACKED) + " of " + sent + ", numbers that sum to "
                    + shared.get(Slot.SUM) + " (expected: " + sum + "), refused " + shared.get(Slot.FAILED));
        }
        if (producer.exitValue() != 0 || consumer.exitValue() != 0) {
            throw broken("a process failed");
        }
    }

    private void pause(long millis) throws IOException, InterruptedException {
        Thread.sleep(millis);
        if (!producer.isAlive() || !consumer.isAlive()) {
            throw broken("a process ended");
        }
    }

    private IllegalStateException broken(String what) throws IOException {
        return new IllegalStateException(name + ": " + what + "\nproducer: " + children.lastWords(name + "-producer")
                + "\nconsumer: " + children.lastWords(name + "-consumer"));
    }
}
