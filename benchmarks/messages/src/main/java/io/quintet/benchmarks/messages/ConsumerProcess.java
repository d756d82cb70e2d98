package io.quintet.benchmarks.messages;

import io.quintet.benchmarks.messages.Shared.Slot;
import io.quintet.servers.JavaServer;

/** The process that receives, leg by leg. */
public final class ConsumerProcess {
    private ConsumerProcess() {}

    /** Goes through {@link Leg#arguments}. */
    public static void main(String[] arguments) throws Exception {
        JavaServer.endWithParent();
        for (Leg leg : Leg.of(arguments)) {
            Shared shared = Shared.of(leg);
            Intake intake = new Intake(shared);
            try (AutoCloseable receiver = Technologies.of(leg).receiver(leg, intake)) {
                shared.set(Slot.READY, 1);
                intake.serve();
            }
            shared.set(Slot.CONSUMER_CLOSED, 1);
        }
    }
}
