package io.quintet.simulation;

import io.quintet.QuintetException;
import io.quintet.resilience.Candidate;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.Health;
import io.quintet.resilience.Outliers;
import io.quintet.resilience.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one caller knows of one instance. */
final class Peer implements Candidate {
    private static final Duration SUSPECT = Duration.ofSeconds(1);

    private final Node node;
    private final Health health;
    private final @Nullable Circuit circuit;
    private final @Nullable Outliers outliers;

    Peer(Node node, Ticker ticker, boolean remembers, @Nullable Outliers outliers) {
        this.node = node;
        this.health = new Health(ticker);
        this.circuit = remembers
                ? new Circuit("simulated", "node", CircuitSettings.DEFAULT, ticker, (changed, from, to) -> {})
                : null;
        this.outliers = outliers;
    }

    Node node() {
        return node;
    }

    @Override
    public boolean available() {
        return circuit == null || (!health.avoided() && circuit.admits());
    }

    @Override
    public int inFlight() {
        return health.inFlight();
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public int hash() {
        return 0; // nothing is hashed here
    }

    boolean tryEnter() {
        return circuit == null || circuit.tryEnter();
    }

    void began() {
        health.began();
    }

    /** An attempt ended, with a failure or none, as the peer chain would have seen it. */
    void ended(@Nullable QuintetException failure, long nanos) {
        health.done();
        if (circuit != null) {
            circuit.ended(failure, nanos);
        }
        if (outliers != null) {
            outliers.ended(health, failure);
        }
        if (failure == Failures.UNREACHABLE) {
            health.suspect(SUSPECT);
        }
    }

    /** An attempt was given up since another won. */
    void left() {
        health.done();
        if (circuit != null) {
            circuit.left();
        }
    }
}
