package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.CallProcess;
import io.quintet.benchmarks.calls.Load;
import io.quintet.benchmarks.calls.Load.Measured;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures one technology of calls, first with many callers, then with one, in a server's and a client's process that stay for all
 * repetitions: they start and warm up for the first, and rest while others are measured. They end with the {@link Children}.
 */
final class CallMeasurement implements Contest.Trial {
    static final int CALLERS = 64;

    private static final Duration STRETCH = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Children children;
    private final ClassPath classPath;
    private final String technology;
    private final int port;
    private final Duration time;
    private @Nullable Pair pair;

    /** {@code port}: where the server is to listen, or where the broker does. */
    CallMeasurement(Children children, ClassPath classPath, String technology, int port, int seconds) {
        this.children = children;
        this.classPath = classPath;
        this.technology = technology;
        this.port = port;
        this.time = Duration.ofSeconds(seconds);
    }

    private record Pair(Talk server, Talk client) {
        Measured put(int callers, Duration time) throws Exception {
            return Measured.of(client.ask(new Load(callers, time).line(), time.plus(PATIENCE)));
        }
    }

    /** About how long one takes, when it is warm. */
    static int secondsEach(int seconds) {
        return 2 * (seconds + (int) SETTLE.toSeconds());
    }

    @Override
    public Sample take(String run) throws Exception {
        Pair warm = pair;
        if (warm == null) {
            warm = start(run);
            warmUp(warm);
            pair = warm;
        }
        warm.put(CALLERS, SETTLE);
        Duration clientFrom = warm.client().processorTime();
        Duration serverFrom = warm.server().processorTime();
        Measured full = warm.put(CALLERS, time);
        Duration clientTime = warm.client().processorTime().minus(clientFrom);
        Duration serverTime = warm.server().processorTime().minus(serverFrom);
        warm.put(1, SETTLE);
        Measured single = warm.put(1, time);
        return new Sample(
                full.rate(),
                millis(full.p99()),
                millis(single.p50()),
                millis(single.p99()),
                clientTime.toNanos() / 1e3 / full.calls(),
                serverTime.toNanos() / 1e3 / full.calls());
    }

    private Pair start(String run) throws Exception {
        return new Pair(talk(run, "server"), talk(run, "client"));
    }

    private Talk talk(String run, String side) throws Exception {
        String where = Integer.toString(port);
        Talk talk = children.talk(run, side, classPath, CallProcess.class.getName(), "512m", side, technology, where);
        talk.expect("ready", PATIENCE);
        return talk;
    }

    /** Until nothing gets faster any more: who has more code takes longer to compile it. */
    private void warmUp(Pair cold) throws Exception {
        cold.put(1, STRETCH); // many at once would time out where processors are scarce
        WarmUp warmUp = new WarmUp();
        while (!warmUp.done()) {
            warmUp.add(cold.put(CALLERS, STRETCH).rate());
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
