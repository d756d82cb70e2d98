package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Candidates that are measured in turns, so that what changes on the machine meets all of them. */
final class Contest {
    private final Children children;
    private final int seconds;
    private final int repetitions;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();

    Contest(Children children, int seconds, int repetitions) {
        this.children = children;
        this.seconds = seconds;
        this.repetitions = repetitions;
    }

    private record Candidate(String technology, Broker broker, List<Sample> samples) {
        Figure figure(String unit, ToDoubleFunction<Sample> value) {
            return Figure.of(unit, samples.stream().mapToDouble(value).toArray());
        }
    }

    /** A candidate takes part if its broker starts. */
    void enter(String name, String technology, Callable<Broker> broker) throws InterruptedException {
        try {
            candidates.put(name, new Candidate(technology, broker.call(), new ArrayList<>()));
        } catch (Exception e) {
            giveUp(name, e);
        }
    }

    /** Measures them all, round by round; round 0 does not count, for a broker takes a while to reach its speed. */
    void run(String title) throws InterruptedException {
        System.out.printf(
                "%s: %d rounds of about %d s, the first does not count%n",
                title, repetitions + 1, candidates.size() * (2 * seconds + 8));
        for (int round = 0; round <= repetitions; round++) {
            for (String name : List.copyOf(candidates.keySet())) {
                measure(name, round);
            }
        }
    }

    private void measure(String name, int round) throws InterruptedException {
        Candidate candidate = candidates.get(name);
        if (candidate == null) {
            return;
        }
        String channel = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + round;
        try {
            Sample sample = Measurement.take(children, channel, candidate.broker(), candidate.technology(), seconds);
            if (round > 0) {
                candidate.samples().add(sample);
            }
            System.out.printf(
                    "%d/%d %s: %,.0f msg/s, one in flight %.2f ms%n",
                    round, repetitions, name, sample.rate(), sample.singleP50());
        } catch (Exception e) {
            giveUp(name, e);
        }
    }

    private void giveUp(String name, Exception e) throws InterruptedException {
        absent.put(name, NotMeasured.reason(name, e));
        candidates.remove(name);
    }

    /** Throughput with the window full. */
    Row rate(String name, @Nullable Bar bar) {
        return row(name, name + ", 256 in flight", bar, "msg/s", Sample::rate, Contest::note);
    }

    /** Latency with the window full. */
    Row p99(String name, @Nullable Bar bar) {
        return row(name, name + ", 256 in flight, p99", bar, "ms", Sample::fullP99, candidate -> "");
    }

    /** Latency with one message in flight. */
    Row single(String name, @Nullable Bar bar) {
        return row(
                name,
                name + ", 1 in flight, median",
                bar,
                "ms",
                Sample::singleP50,
                candidate -> "p99 " + candidate.figure("ms", Sample::singleP99).value());
    }

    private interface Note {
        String of(Candidate candidate);
    }

    private Row row(
            String name, String what, @Nullable Bar bar, String unit, ToDoubleFunction<Sample> value, Note note) {
        Candidate candidate = candidates.get(name);
        return candidate == null
                ? Row.notMeasured(what, bar, absent.getOrDefault(name, ""))
                : Row.of(what, bar, candidate.figure(unit, value), note.of(candidate));
    }

    private static String note(Candidate candidate) {
        double broker = candidate.figure("us", Sample::brokerMicros).median();
        return "p99 " + candidate.figure("ms", Sample::fullP99).value() + "; processor time a message: clients "
                + candidate.figure("us", Sample::clientMicros).value()
                + (broker == 0 ? "" : ", broker " + Figure.number(broker) + " us");
    }

    /** How many times the throughput of a peer, repetition by repetition, for those lie close together in time. */
    Row ratio(String own, String peer, @Nullable Bar bar) {
        String what = own + " / " + peer;
        for (String name : List.of(own, peer)) {
            if (!candidates.containsKey(name)) {
                return Row.notMeasured(what, bar, absent.getOrDefault(name, ""));
            }
        }
        List<Double> rates = rates(own);
        List<Double> others = rates(peer);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            ratios.add(rates.get(i) / others.get(i));
        }
        return Row.of(what, bar, Figure.of("x", ratios), "256 in flight");
    }

    /** Throughput, one a repetition; empty for who takes no part. */
    List<Double> rates(String name) {
        Candidate candidate = candidates.get(name);
        return candidate == null
                ? List.of()
                : candidate.samples().stream().map(Sample::rate).toList();
    }

    /** What is shown of a candidate for comparison. */
    List<Row> peer(String name) {
        return candidates.containsKey(name) ? List.of(rate(name, null), single(name, null)) : List.of(rate(name, null));
    }
}
