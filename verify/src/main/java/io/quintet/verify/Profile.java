package io.quintet.verify;

import static io.quintet.faults.FaultKind.CORRUPT;
import static io.quintet.faults.FaultKind.DELAY;
import static io.quintet.faults.FaultKind.DROP;
import static io.quintet.faults.FaultKind.DUPLICATE;
import static io.quintet.faults.FaultKind.FAIL;
import static io.quintet.faults.FaultKind.REORDER;
import static io.quintet.faults.FaultKind.THROW;
import static io.quintet.faults.Step.AFTER_ACK;
import static io.quintet.faults.Step.AFTER_CALL;
import static io.quintet.faults.Step.AFTER_COMMIT;
import static io.quintet.faults.Step.AFTER_RELAY;
import static io.quintet.faults.Step.AFTER_SEND;
import static io.quintet.faults.Step.BEFORE_ACK;
import static io.quintet.faults.Step.BEFORE_CALL;
import static io.quintet.faults.Step.BEFORE_COMMIT;
import static io.quintet.faults.Step.BEFORE_HANDLING;
import static io.quintet.faults.Step.BEFORE_RELAY;
import static io.quintet.faults.Step.BEFORE_SEND;
import static io.quintet.faults.Step.BEFORE_TRANSACTION;

import io.quintet.faults.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A row of the fault matrix; the seeds of a run take one after the other. */
enum Profile {
    /** On the way to the channel or the peer, and on the way back. */
    SEND(plan -> sending(plan, 0.06)),
    /** On the way to the handler. */
    HANDLING(plan -> handling(plan, 0.08)),
    /** Around the commit of transactions. */
    COMMIT(plan -> committing(plan, 0.08)),
    /** Between the outbox and the channel, and before the outbox's rows are marked. */
    RELAY(plan -> relaying(plan, 0.12)),
    /** When deliveries are acknowledged. */
    SETTLEMENT(plan -> settling(plan, 0.08)),
    /** An instance's clock is ahead: it takes what the others own while they are in the midst of it. */
    TAKEOVER(plan -> plan.with(BEFORE_HANDLING, DELAY, 0.3)
            .with(BEFORE_COMMIT, DELAY, 0.02)
            .with(BEFORE_ACK, DELAY, 0.1)
            .delays(Duration.ofMillis(5), Duration.ofMillis(150))),
    /** All of it, less of each. */
    MIXED(plan -> settling(relaying(committing(handling(sending(plan, 0.03), 0.03), 0.03), 0.05), 0.03));

    @SuppressWarnings("ImmutableEnumChecker") // a method, without state
    private final UnaryOperator<FaultPlan.Builder> faults;

    Profile(UnaryOperator<FaultPlan.Builder> faults) {
        this.faults = faults;
    }

    /** The row for a seed. */
    static Profile of(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }

    /** Its faults, by a seed; {@code byClock} as in {@link Carrier}. */
    FaultPlan plan(long seed, boolean byClock) {
        FaultPlan.Builder plan = FaultPlan.seeded(seed);
        return (this == TAKEOVER && !byClock ? visited(plan) : faults.apply(plan)).build();
    }

    /** A handover takes brokers longer than a jump of a clock, and some handlers are to take longer than that. */
    private static FaultPlan.Builder visited(FaultPlan.Builder plan) {
        return plan.with(BEFORE_HANDLING, DELAY, 0.2)
                .with(BEFORE_COMMIT, DELAY, 0.005)
                .with(BEFORE_ACK, DELAY, 0.1)
                .delays(Duration.ofMillis(5), Duration.ofSeconds(1));
    }

    /** Whether clocks jump, too. */
    boolean takesOver() {
        return List.of(TAKEOVER, MIXED).contains(this);
    }

    private static FaultPlan.Builder sending(FaultPlan.Builder plan, double rate) {
        return plan.with(BEFORE_SEND, THROW, rate / 2)
                .with(BEFORE_SEND, DROP, rate)
                .with(BEFORE_SEND, FAIL, rate)
                .with(BEFORE_SEND, DELAY, rate)
                .with(BEFORE_SEND, DUPLICATE, rate)
                .with(BEFORE_SEND, REORDER, rate)
                .with(AFTER_SEND, DROP, rate)
                .with(AFTER_SEND, THROW, rate / 2)
                .with(AFTER_SEND, DELAY, rate)
                .with(BEFORE_CALL, THROW, rate)
                .with(BEFORE_CALL, FAIL, rate)
                .with(BEFORE_CALL, DELAY, rate)
                .with(AFTER_CALL, DROP, rate)
                .with(AFTER_CALL, DELAY, rate);
    }

    private static FaultPlan.Builder handling(FaultPlan.Builder plan, double rate) {
        return plan.with(BEFORE_HANDLING, DROP, rate)
                .with(BEFORE_HANDLING, DELAY, rate)
                .with(BEFORE_HANDLING, DUPLICATE, rate)
                .with(BEFORE_HANDLING, CORRUPT, rate);
    }

    private static FaultPlan.Builder committing(FaultPlan.Builder plan, double rate) {
        return plan.with(BEFORE_TRANSACTION, THROW, rate / 2)
                .with(BEFORE_TRANSACTION, FAIL, rate / 2)
                .with(BEFORE_COMMIT, THROW, rate)
                .with(BEFORE_COMMIT, FAIL, rate)
                .with(BEFORE_COMMIT, DELAY, rate / 8)
                .with(AFTER_COMMIT, THROW, rate)
                .with(AFTER_COMMIT, DELAY, rate);
    }

    private static FaultPlan.Builder relaying(FaultPlan.Builder plan, double rate) {
        return plan.with(BEFORE_RELAY, THROW, rate)
                .with(BEFORE_RELAY, DROP, rate)
                .with(BEFORE_RELAY, DELAY, rate)
                .with(AFTER_RELAY, THROW, rate)
                .with(AFTER_RELAY, DROP, rate)
                .with(AFTER_RELAY, DUPLICATE, rate)
                .with(AFTER_RELAY, DELAY, rate);
    }

    private static FaultPlan.Builder settling(FaultPlan.Builder plan, double rate) {
        return plan.with(BEFORE_ACK, THROW, rate)
                .with(BEFORE_ACK, DROP, rate)
                .with(BEFORE_ACK, DELAY, rate)
                .with(BEFORE_ACK, DUPLICATE, rate)
                .with(AFTER_ACK, THROW, rate)
                .with(AFTER_ACK, DUPLICATE, rate);
    }
}
