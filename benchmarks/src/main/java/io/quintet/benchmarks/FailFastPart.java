package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.Load;
import io.quintet.benchmarks.calls.Load.Measured;
import io.quintet.faults.net.ProcessFaults;
import io.quintet.servers.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a stalled service costs those who call it, and what it takes from a healthy one that the same process calls: three
 * processes, of which SIGSTOP stalls one.
 */
final class FailFastPart {
    private static final int CALLERS = CallMeasurement.CALLERS;
    private static final int NEIGHBOUR_CALLS = 2_000;
    private static final int HEALTHY_CALLS = 3_000;
    private static final int REFUSED_CALLS = 100_000;
    private static final int LIMIT = 1_024;
    private static final Duration STRETCH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Children children;
    private final Duration time;
    private final int repetitions;

    FailFastPart(Children children, int seconds, int repetitions) {
        this.children = children;
        this.time = Duration.ofSeconds(seconds);
        this.repetitions = repetitions;
    }

    /** All the load that the healthy service takes, with calls to the neighbour beside it. */
    private record Stretch(Measured healthy, long heapBytes, NeighbourSeen neighbour) {
        static Stretch of(String line) {
            String[] words = line.split(" ", -1);
            return new Stretch(Measured.of(line), Long.parseLong(words[4]), NeighbourSeen.of(words, 5));
        }
    }

    /** How many of {@link #HEALTHY_CALLS} a second, well below that, were answered before, while and after the neighbour was stalled. */
    private record Answered(long before, long stalled, long after) {
        double goodput() {
            return stalled / ((before + after) / 2.0);
        }
    }

    /**
     * One repetition: with no calls to the neighbour, with calls that it answers, with calls while it is stalled, and with calls that it
     * answers once more, since machines get faster and slower.
     */
    private record Sample(
            Stretch alone, Stretch before, Stretch stalled, Stretch after, Answered answered, List<Long> refusedNanos) {
        double answeredRate() {
            return (before.healthy().rate() + after.healthy().rate()) / 2;
        }
    }

    List<Row> rows() throws Exception {
        System.out.printf(
                "fail-fast: warm-up, then %d times 4 measurements of %d s at full load, and 3 at %,d calls/s%n",
                repetitions, time.toSeconds(), HEALTHY_CALLS);
        String healthyPort = Integer.toString(Ports.free());
        String neighbourPort = Integer.toString(Ports.free());
        List<Sample> samples = new ArrayList<>();
        try (ProcessFaults faults = new ProcessFaults();
                Talk healthy = talk("healthy", "server", healthyPort);
                Talk neighbour = talk("neighbour", "server", neighbourPort);
                Talk caller = talk("caller", "caller", healthyPort, neighbourPort)) {
            WarmUp warmUp = new WarmUp();
            while (!warmUp.done()) {
                warmUp.add(put(caller, NEIGHBOUR_CALLS, STRETCH).healthy().rate());
            }
            for (int i = 0; i < repetitions; i++) {
                samples.add(sample(caller, neighbour.handle(), faults));
            }
            System.out.println("healthy service: " + healthy.processorTime() + " on the processors");
        }
        return rows(samples);
    }

    private Talk talk(String side, String... arguments) throws Exception {
        Talk talk =
                children.talk("fail-fast", side, ClassPath.own(), NeighbourProcess.class.getName(), "512m", arguments);
        talk.expect("ready", PATIENCE);
        return talk;
    }

    private static Stretch put(Talk caller, int neighbourCalls, Duration time) throws Exception {
        String question = NeighbourProcess.LOAD + " " + neighbourCalls + " " + new Load(CALLERS, time).line();
        return Stretch.of(caller.ask(question, time.plus(PATIENCE)));
    }

    private long steady(Talk caller) throws Exception {
        String question = NeighbourProcess.STEADY + " " + HEALTHY_CALLS + " " + NEIGHBOUR_CALLS + " " + time.toNanos();
        return Long.parseLong(caller.ask(question, time.plus(PATIENCE)));
    }

    private Sample sample(Talk caller, ProcessHandle neighbour, ProcessFaults faults) throws Exception {
        Stretch alone = put(caller, 0, time);
        Stretch before = put(caller, NEIGHBOUR_CALLS, time);
        long answeredBefore = steady(caller);
        faults.stop(neighbour);
        Stretch stalled = put(caller, NEIGHBOUR_CALLS, time);
        long answeredStalled = steady(caller);
        String refused = caller.ask(NeighbourProcess.REFUSED + " " + REFUSED_CALLS, PATIENCE);
        faults.proceed(neighbour);
        caller.ask(NeighbourProcess.WELL, PATIENCE);
        Stretch after = put(caller, NEIGHBOUR_CALLS, time);
        Answered answered = new Answered(answeredBefore, answeredStalled, steady(caller));
        List<Long> nanos =
                Arrays.stream(refused.split(" ", -1)).map(Long::parseLong).toList();
        return new Sample(alone, before, stalled, after, answered, nanos);
    }

    private static List<Row> rows(List<Sample> samples) {
        NeighbourSeen last = samples.getLast().stalled().neighbour();
        return List.of(
                row(
                        samples,
                        "call refused by an open circuit, p50",
                        null,
                        "us",
                        each -> each.refusedNanos.get(0) / 1e3),
                row(samples, "its p99", Bar.atMost(1_000), "us", each -> each.refusedNanos.get(1) / 1e3),
                row(samples, "its longest of 100,000", null, "us", each -> each.refusedNanos.get(2) / 1e3),
                row(
                        samples,
                        "its p99 while " + CALLERS + " callers keep the processors busy",
                        null,
                        "us",
                        each -> each.stalled.neighbour().refusedP99Nanos() / 1e3),
                row(
                        samples,
                        "of %,d calls/s to a healthy service answered, beside a stalled one / one that answers"
                                .formatted(HEALTHY_CALLS),
                        Bar.atLeast(0.95),
                        "x",
                        each -> each.answered.goodput()),
                row(
                        samples,
                        "all it takes from %d callers, beside a stalled one / one that answers".formatted(CALLERS),
                        Bar.atLeast(0.95),
                        "x",
                        each -> each.stalled.healthy().rate() / each.answeredRate()),
                row(
                        samples,
                        "  beside a stalled one / with no calls to another",
                        null,
                        "x",
                        each -> each.stalled.healthy().rate()
                                / each.alone.healthy().rate()),
                row(samples, "  beside one that answers", null, "calls/s", Sample::answeredRate),
                row(
                        samples,
                        "  p99 beside one that answers",
                        null,
                        "ms",
                        each -> millis(each.before.healthy().p99())),
                row(
                        samples,
                        "  p99 beside a stalled one",
                        null,
                        "ms",
                        each -> millis(each.stalled.healthy().p99())),
                Row.of(
                        "calls to the stalled one under way at most",
                        Bar.atMost(LIMIT + CALLERS), // some are about to be turned away
                        figure(
                                samples,
                                "calls",
                                each -> each.stalled.neighbour().mostInFlight()),
                        String.format(
                                "of %,d a second; the last time %,d timed out, %,d met the limit, %,d the open circuit",
                                NEIGHBOUR_CALLS, last.failed(), last.limited(), last.refused())),
                row(
                        samples,
                        "heap after collection, beside one that answers",
                        null,
                        "MB",
                        each -> each.before.heapBytes() / 1e6),
                row(
                        samples,
                        "heap after collection, beside a stalled one",
                        null,
                        "MB",
                        each -> each.stalled.heapBytes() / 1e6));
    }

    private static Row row(
            List<Sample> samples, String what, @Nullable Bar bar, String unit, ToDoubleFunction<Sample> value) {
        return Row.of(what, bar, figure(samples, unit, value), "");
    }

    private static Figure figure(List<Sample> samples, String unit, ToDoubleFunction<Sample> value) {
        return Figure.of(unit, samples.stream().mapToDouble(value).boxed().toList());
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
