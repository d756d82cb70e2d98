package io.quintet.benchmarks;

import io.quintet.benchmarks.Shared.Slot;
import io.quintet.servers.JavaServer;

/** The process that receives, leg by leg. */
final class ConsumerProcess {
    private ConsumerProcess() {}

    public static void main(String[] arguments) throws Exception {
        JavaServer.endWithParent();
        for (Leg leg : Leg.of(arguments)) {
            Shared shared = Shared.of(leg);
            Intake intake = new Intake(shared);
            try (AutoCloseable receiver = Technology.named(leg.technology()).receiver(leg, intake)) {
                shared.set(Slot.READY, 1);
                intake.serve();
            }
            shared.set(Slot.CONSUMER_CLOSED, 1);
        }
    }
}
