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
    private final Wording wording;
    private final int repetitions;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();

    Contest(Wording wording, int repetitions) {
        this.wording = wording;
        this.repetitions = repetitions;
    }

    /** Takes one sample; the name is new each time. */
    interface Trial {
        Sample take(String run) throws Exception;
    }

    private record Candidate(Trial trial, List<Sample> samples) {
        Figure figure(String unit, ToDoubleFunction<Sample> value) {
            return Figure.of(unit, samples.stream().mapToDouble(value).toArray());
        }
    }

    /** A candidate takes part if what it needs is there. */
    void enter(String name, Callable<Trial> trial) throws InterruptedException {
        try {
            candidates.put(name, new Candidate(trial.call(), new ArrayList<>()));
        } catch (Exception e) {
            giveUp(name, e);
        }
    }

    /** Measures them all, round by round. */
    void run(String title, int secondsEach) throws InterruptedException {
        System.out.printf("%s: %d rounds of about %d s%n", title, repetitions, candidates.size() * secondsEach);
        for (int round = 1; round <= repetitions; round++) {
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
        String run = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + round;
        try {
            Sample sample = candidate.trial().take(run);
            candidate.samples().add(sample);
            System.out.printf(
                    "%d/%d %s: %,.0f %s, %s %.2f ms%n",
                    round, repetitions, name, sample.rate(), wording.unit(), wording.single(), sample.singleP50());
        } catch (Exception e) {
            giveUp(name, e);
        }
    }

    private void giveUp(String name, Exception e) throws InterruptedException {
        absent.put(name, NotMeasured.reason(name, e));
        candidates.remove(name);
    }

    /** Throughput under the full load. */
    Row rate(String name, @Nullable Bar bar) {
        return row(name, name + ", " + wording.full(), bar, wording.unit(), Sample::rate, this::note);
    }

    /** Latency under the full load. */
    Row p99(String name, @Nullable Bar bar) {
        return row(name, name + ", " + wording.full() + ", p99", bar, "ms", Sample::fullP99, candidate -> "");
    }

    /** Latency of one after another. */
    Row single(String name, @Nullable Bar bar) {
        return row(
                name,
                name + ", " + wording.single() + ", median",
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

    private String note(Candidate candidate) {
        double server = candidate.figure("us", Sample::serverMicros).median();
        return "p99 " + candidate.figure("ms", Sample::fullP99).value() + "; processor time a " + wording.one() + ": "
                + wording.client() + " "
                + candidate.figure("us", Sample::clientMicros).value()
                + (server == 0 ? "" : ", " + wording.server() + " " + Figure.number(server) + " us");
    }

    /** How many times the throughput of a peer. */
    Row ratio(String own, String peer, @Nullable Bar bar) {
        return ratio(own, peer, own + " / " + peer, bar, wording.full(), Sample::rate);
    }

    /** How many times the processor time of a peer, of all processes together. */
    Row processorRatio(String own, String peer, @Nullable Bar bar) {
        String what = own + " / " + peer + ", processor time a " + wording.one();
        return ratio(own, peer, what, bar, wording.full(), sample -> sample.clientMicros() + sample.serverMicros());
    }

    /** How many times the latency of a peer, of one after another. */
    Row singleRatio(String own, String peer, @Nullable Bar bar) {
        String what = own + " / " + peer + ", " + wording.single();
        return ratio(own, peer, what, bar, wording.single(), Sample::singleP50);
    }

    /** Repetition by repetition, for those lie close together in time. */
    private Row ratio(
            String own, String peer, String what, @Nullable Bar bar, String load, ToDoubleFunction<Sample> value) {
        for (String name : List.of(own, peer)) {
            if (!candidates.containsKey(name)) {
                return Row.notMeasured(what, bar, absent.getOrDefault(name, ""));
            }
        }
        List<Double> values = values(own, value);
        List<Double> others = values(peer, value);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            ratios.add(values.get(i) / others.get(i));
        }
        return Row.of(what, bar, Figure.of("x", ratios), load);
    }

    /** Throughput, one a repetition; empty for who takes no part. */
    List<Double> rates(String name) {
        return values(name, Sample::rate);
    }

    private List<Double> values(String name, ToDoubleFunction<Sample> value) {
        Candidate candidate = candidates.get(name);
        return candidate == null
                ? List.of()
                : candidate.samples().stream()
                        .map(sample -> value.applyAsDouble(sample))
                        .toList();
    }

    /** What is shown of a candidate for comparison. */
    List<Row> peer(String name) {
        return candidates.containsKey(name) ? List.of(rate(name, null), single(name, null)) : List.of(rate(name, null));
    }
}
