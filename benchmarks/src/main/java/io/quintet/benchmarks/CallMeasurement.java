package io.quintet.benchmarks;

import io.quintet.benchmarks.calls.CallProcess;
import io.quintet.benchmarks.calls.Load;
import io.quintet.benchmarks.calls.Load.Measured;
import java.time.Duration;

/** Measures one technology of calls once: in a new server's and a new client's process, first with many callers, then with one. */
final class CallMeasurement {
    static final int CALLERS = 64;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration SINGLE_WARM_UP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CallMeasurement() {}

    /** About how long it takes. */
    static int seconds(int seconds) {
        return (int) WARM_UP.plus(SINGLE_WARM_UP).toSeconds() + 2 * seconds + 3;
    }

    static Sample take(Children children, String run, ClassPath classPath, String technology, int seconds)
            throws Exception {
        Duration time = Duration.ofSeconds(seconds);
        String port = Integer.toString(Children.freePort());
        try (Talk server = talk(children, run, classPath, "server", technology, port);
                Talk client = talk(children, run, classPath, "client", technology, port)) {
            put(client, CALLERS, WARM_UP);
            Duration clientFrom = client.processorTime();
            Duration serverFrom = server.processorTime();
            Measured full = put(client, CALLERS, time);
            Duration clientTime = client.processorTime().minus(clientFrom);
            Duration serverTime = server.processorTime().minus(serverFrom);
            put(client, 1, SINGLE_WARM_UP);
            Measured single = put(client, 1, time);
            return new Sample(
                    full.calls() * 1e9 / full.elapsed().toNanos(),
                    millis(full.p99()),
                    millis(single.p50()),
                    millis(single.p99()),
                    clientTime.toNanos() / 1e3 / full.calls(),
                    serverTime.toNanos() / 1e3 / full.calls());
        }
    }

    private static Talk talk(
            Children children, String run, ClassPath classPath, String side, String technology, String port)
            throws Exception {
        Talk talk = children.talk(run, side, classPath, CallProcess.class.getName(), "512m", side, technology, port);
        try {
            talk.expect("ready", PATIENCE);
            return talk;
        } catch (Exception e) {
            talk.close();
            throw e;
        }
    }

    private static Measured put(Talk client, int callers, Duration time) throws Exception {
        return Measured.of(client.ask(new Load(callers, time).line(), time.plus(PATIENCE)));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
