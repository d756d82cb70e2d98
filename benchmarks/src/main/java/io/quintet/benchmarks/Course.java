package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.ProducerProcess;
import io.quintet.benchmarks.messages.Shared;
import io.quintet.benchmarks.messages.Shared.Phase;
import io.quintet.benchmarks.messages.Shared.Slot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The harness's hand on one leg. */
final class Course {
    static final int WINDOW = 256;

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Pair pair;
    private final Leg leg;
    private final Broker broker;
    private final Shared shared;

    Course(Pair pair, Leg leg, Broker broker) throws IOException {
        this.pair = pair;
        this.leg = leg;
        this.broker = broker;
        this.shared = Shared.of(leg);
    }

    /** Sets a leg's counters before its processes start: how much the producer may send by itself. */
    static void prepare(Leg leg, long target) throws IOException {
        Shared shared = Shared.of(leg);
        shared.set(Slot.WINDOW, WINDOW);
        shared.set(Slot.TARGET, target);
        shared.set(Slot.KEYS, ProducerProcess.KEYS);
    }

    /**
     * What was measured over a while.
     *
     * @param rate messages a second
     * @param p50 latency in milliseconds at the median
     * @param p99 its 99th percentile
     * @param clientMicros time on a processor per message, producer and consumer together, in microseconds
     * @param brokerMicros the same of the broker, if there is one
     */
    record Span(double rate, double p50, double p99, double clientMicros, double brokerMicros) {}

    void set(Slot slot, long value) {
        shared.set(slot, value);
    }

    /** The consumer is subscribed. */
    void awaitReady() throws IOException {
        pair.await(() -> "the consumer is subscribed", () -> shared.get(Slot.READY) == 1);
    }

    /** The first message has been acknowledged, and then a while has passed. */
    void warmUp(Duration time) throws IOException {
        pair.await(() -> "a message arrives", () -> shared.acknowledged() > 0);
        pair.pause(time);
    }

    /** Fewer or more in flight from now on. */
    void window(int messages) throws IOException {
        shared.set(Slot.WINDOW, messages);
        pair.pause(SETTLE);
    }

    /** Measures for a time. */
    Span measure(Duration time) throws IOException {
        return measure(() -> pair.pause(time));
    }

    /** Measures so many messages more; the producer must rest. */
    Span measure(long messages) throws IOException {
        long target = shared.get(Slot.TARGET) + messages;
        return measure(() -> sendUntil(target));
    }

    /** Lets the producer send until it has sent so many in all, and waits until they are acknowledged. */
    void sendUntil(long target) throws IOException {
        shared.set(Slot.TARGET, target);
        awaitAcknowledged(target);
    }

    void awaitAcknowledged(long count) throws IOException {
        pair.await(() -> count + " messages acknowledged; " + progress(), LONG, () -> shared.acknowledged() >= count);
    }

    private Span measure(Stretch stretch) throws IOException {
        shared.phase(Phase.MEASURED);
        Duration clientsFrom = pair.processorTime();
        Duration brokerFrom = broker.processorTime();
        // counter and clock are read next to each other; processor time takes a while to ask for
        long from = shared.acknowledged();
        long start = System.nanoTime();
        stretch.go();
        long messages = shared.acknowledged() - from;
        double elapsed = (System.nanoTime() - start) / 1e9;
        Duration clients = pair.processorTime().minus(clientsFrom);
        Duration brokers = broker.processorTime().minus(brokerFrom);
        shared.phase(Phase.UNMEASURED);
        askPercentiles();
        return new Span(
                messages / elapsed,
                shared.get(Slot.P50) / 1e6,
                shared.get(Slot.P99) / 1e6,
                clients.toNanos() / 1e3 / messages,
                brokers.toNanos() / 1e3 / messages);
    }

    private void askPercentiles() throws IOException {
        long asked = shared.get(Slot.ASKED) + 1;
        shared.set(Slot.ASKED, asked);
        pair.await(() -> "percentiles", () -> shared.get(Slot.ANSWERED) == asked);
    }

    private interface Stretch {
        void go() throws IOException;
    }

    /** Sends at a rate, whatever is in flight, and measures after a second. */
    Span measureAt(long rate, Duration time) throws IOException {
        shared.set(Slot.RATE, rate);
        pair.pause(SETTLE);
        try {
            return measure(time);
        } finally {
            shared.set(Slot.RATE, 0);
        }
    }

    /** Lets the producer send no more, and waits until everything is acknowledged. */
    void rest() throws IOException {
        shared.set(Slot.TARGET, 0);
        pair.pause(SETTLE);
        awaitAcknowledged(shared.get(Slot.SENT));
    }

    /** How many messages the producer has sent when it last rested. */
    long sent() {
        return shared.get(Slot.SENT);
    }

    /**
     * Measures how fast messages arrive that were all sent in one transaction; the producer must rest.
     *
     * @param marks how many of them have arrived at the ends of the stretches; the first stretch begins at the first mark
     * @return messages a second, one a stretch
     */
    List<Double> drain(long waiting, long... marks) throws IOException {
        long before = shared.acknowledged();
        shared.set(Slot.TOGETHER, waiting);
        pair.await(() -> "a transaction with " + waiting + " messages", LONG, () -> shared.get(Slot.TOGETHER) == 0);
        List<Double> rates = new ArrayList<>();
        long from = 0;
        long start = 0;
        for (long mark : marks) {
            awaitAcknowledged(before + mark);
            long now = System.nanoTime();
            long arrived = shared.acknowledged() - before;
            if (start != 0) {
                rates.add((arrived - from) * 1e9 / (now - start));
            }
            from = arrived;
            start = now;
        }
        return rates;
    }

    private String progress() {
        return "all acknowledged; sent " + shared.get(Slot.SENT) + ", acknowledged " + shared.acknowledged();
    }

    /** Ends the leg with messages on their way. */
    void abandon() throws IOException {
        shared.phase(Phase.ENDED);
        pair.await(
                () -> "both end", () -> shared.get(Slot.PRODUCER_CLOSED) == 1 && shared.get(Slot.CONSUMER_CLOSED) == 1);
    }

    /** Ends the leg, and fails when a message was lost, doubled or refused: the figures would mean nothing. */
    void finish() throws IOException {
        shared.phase(Phase.DRAINING);
        pair.await(this::progress, () -> shared.get(Slot.PRODUCER_CLOSED) == 1);
        shared.phase(Phase.ENDED);
        pair.await(() -> "the consumer ends", () -> shared.get(Slot.CONSUMER_CLOSED) == 1);
        long sent = shared.get(Slot.SENT);
        long sum = sent * (sent - 1) / 2 * leg.groups();
        if (shared.acknowledged() != sent || shared.get(Slot.SUM) != sum || shared.get(Slot.FAILED) != 0) {
            throw pair.broken("acknowledged " + shared.acknowledged() + " of " + sent + ", numbers that sum to "
                    + shared.get(Slot.SUM) + " (expected: " + sum + "), refused " + shared.get(Slot.FAILED));
        }
    }
}
