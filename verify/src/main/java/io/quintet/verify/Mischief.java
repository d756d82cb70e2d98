package io.quintet.verify;

import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.ProcessFaults;
import io.quintet.faults.net.WireFaults;
import io.quintet.servers.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What befalls processes and their connections: each kind once before any comes again, in an order by the seed. For one thread. */
final class Mischief {
    /** The kinds; those of the wire last for a while, then the connections heal. */
    private enum Kind {
        KILL,
        STOP,
        LATENCY,
        JITTER,
        BANDWIDTH,
        BLACK_HOLE_FORWARD,
        BLACK_HOLE_BACKWARD,
        BLACK_HOLE_BOTH,
        RESET_AFTER,
        RESET_ALL,
        SLOW_CLOSE,
        SERVER_KILL
    }

    private static final Set<Kind> OF_PROCESSES = EnumSet.of(Kind.KILL, Kind.STOP, Kind.SERVER_KILL);

    private final Random random;
    private final ProcessFaults processes;
    private final Optional<ServerProcess> server;
    private final List<Kind> coming = new ArrayList<>();
    private final Map<String, Long> fired = new TreeMap<>();

    /** {@code server}: what is killed, too, if there is one. */
    Mischief(long seed, ProcessFaults processes, Optional<ServerProcess> server) {
        this.random = new Random(seed);
        this.processes = processes;
        this.server = server;
    }

    /** How often what has fired. */
    Map<String, Long> fired() {
        return fired;
    }

    /** The next one, on one of the workers and on its proxies, which are there by its name; returns what it was, when it is over. */
    String next(List<Worker> workers, Map<String, List<FaultProxy>> proxies) throws InterruptedException {
        if (coming.isEmpty()) {
            Collections.addAll(coming, Kind.values());
            if (server.isEmpty()) {
                coming.remove(Kind.SERVER_KILL);
            }
            coming.add(Kind.KILL); // kills and stops are what most else hangs on
            coming.add(Kind.STOP);
            Collections.shuffle(coming, random);
        }
        Kind kind = coming.removeLast();
        Worker worker = workers.get(random.nextInt(workers.size()));
        Duration length = Duration.ofMillis(300 + random.nextInt(1500));
        switch (kind) {
            case KILL -> {
                worker.kill();
                pause(length.dividedBy(2));
                worker.restart();
            }
            case STOP -> {
                processes.stop(worker.process());
                pause(WorkerMain.LEASE.plus(length));
                processes.proceed(worker.process());
            }
            case SERVER_KILL -> {
                server.ifPresent(ServerProcess::kill);
                pause(length.dividedBy(2));
                server.ifPresent(ServerProcess::start);
            }
            default -> {
                List<FaultProxy> wires = Objects.requireNonNull(proxies.get(worker.name()));
                wires.forEach(wire -> befall(kind, wire));
                pause(length);
                wires.forEach(FaultProxy::heal);
            }
        }
        fired.merge((OF_PROCESSES.contains(kind) ? "PROCESS." : "PROXY.") + kind, 1L, Long::sum);
        pause(Duration.ofMillis(100 + random.nextInt(500)));
        return kind == Kind.SERVER_KILL ? kind.toString() : kind + " of " + worker.name();
    }

    private void befall(Kind kind, FaultProxy wire) {
        WireFaults none = WireFaults.NONE;
        switch (kind) {
            case LATENCY -> both(wire, none.latency(Duration.ofMillis(20 + random.nextInt(80)), Duration.ZERO));
            case JITTER -> both(wire, none.latency(Duration.ofMillis(1), Duration.ofMillis(50)));
            case BANDWIDTH -> both(wire, none.bandwidth(20_000 + random.nextInt(50_000)));
            case BLACK_HOLE_FORWARD -> wire.forward(none.hole());
            case BLACK_HOLE_BACKWARD -> wire.backward(none.hole());
            case BLACK_HOLE_BOTH -> both(wire, none.hole());
            case RESET_AFTER -> both(wire, none.reset(random.nextInt(20_000)));
            case RESET_ALL -> wire.reset();
            default -> both(wire, none.slowClose(Duration.ofMillis(500)));
        }
    }

    private static void both(FaultProxy wire, WireFaults faults) {
        wire.forward(faults);
        wire.backward(faults);
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
