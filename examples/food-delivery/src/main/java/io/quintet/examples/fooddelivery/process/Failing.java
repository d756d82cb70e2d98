package io.quintet.examples.fooddelivery.process;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.examples.fooddelivery.process.StatsLine.CircuitChange;
import io.quintet.examples.fooddelivery.process.StatsLine.FailedCalls;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls that fail, by their mode, and writes down what becomes of circuits. Safe for use by many threads. */
final class Failing {
    private final Map<Kind, LongAdder> failed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<CircuitChange> changes = new ConcurrentLinkedQueue<>();

    private record Kind(String operation, FailureMode mode, boolean refused, boolean fellBack) {}

    /** A contract's own exceptions are answers, and do not count. */
    void failed(OperationModel operation, Throwable error, boolean fellBack) {
        if (error instanceof QuintetException e) {
            boolean refused =
                    Refusal.caused(e) && e.code() == Code.UNAVAILABLE; // limits refuse, too, with another code
            Kind kind = new Kind(operation.qualifiedName(), e.failureMode(), refused, fellBack);
            failed.computeIfAbsent(kind, any -> new LongAdder()).increment();
        }
    }

    void circuit(OperationModel operation, String target, Circuit.State from, Circuit.State to) {
        changes.add(new CircuitChange(
                System.currentTimeMillis(), operation.qualifiedName(), target, from.name(), to.name()));
    }

    /** What was counted since the last time. */
    List<FailedCalls> takeFailed() {
        List<FailedCalls> taken = new ArrayList<>();
        failed.forEach((kind, counter) -> {
            long count = counter.sumThenReset();
            if (count > 0) {
                taken.add(
                        new FailedCalls(kind.operation(), kind.mode().name(), kind.refused(), kind.fellBack(), count));
            }
        });
        return taken;
    }

    /** What became of circuits since the last time, oldest first. */
    List<CircuitChange> takeCircuits() {
        List<CircuitChange> taken = new ArrayList<>();
        CircuitChange change = changes.poll();
        while (change != null) {
            taken.add(change);
            change = changes.poll();
        }
        return taken;
    }
}
