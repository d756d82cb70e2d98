package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.Ticker;
import io.quintet.spi.Observer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The circuits of an instance, one per operation and target. Safe for use by many threads. */
final class Circuits {
    private static final Logger LOG = LoggerFactory.getLogger(Circuits.class);
    private static final int MOST = 10_000;

    private final Ticker ticker;
    private final @Nullable Observer observer;
    private final Map<Key, Circuit> circuits = new ConcurrentHashMap<>();

    private record Key(String operation, String target) {}

    Circuits(Ticker ticker, @Nullable Observer observer) {
        this.ticker = ticker;
        this.observer = observer;
    }

    Circuit of(OperationModel operation, String target, CircuitSettings settings) {
        if (circuits.size() > MOST) {
            circuits.values()
                    .removeIf(old -> old.state() == Circuit.State.CLOSED); // endpoints come and go with restarts
        }
        return circuits.computeIfAbsent(
                new Key(operation.qualifiedName(), target),
                key -> new Circuit(key.operation(), target, settings, ticker, (circuit, from, to) -> {
                    LOG.warn("circuit of {} at {}: {}, was {}", circuit.operation(), circuit.target(), to, from);
                    if (observer != null) {
                        observer.circuit(operation, circuit.target(), from, to);
                    }
                }));
    }

    List<Circuit> all() {
        return circuits.values().stream()
                .sorted(Comparator.comparing(Circuit::operation).thenComparing(Circuit::target))
                .toList();
    }
}
