package io.quintet.benchmarks;

import io.quintet.benchmarks.Shared.Phase;
import io.quintet.benchmarks.Shared.Slot;
import java.nio.file.Path;

/** The process that receives: {@code <technology> <address> <channel> <shared file>}. */
final class ConsumerProcess {
    private ConsumerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Children.endWithParent();
        Shared shared = Shared.in(Path.of(arguments[3]));
        Intake intake = new Intake(shared);
        try (AutoCloseable receiver = Technology.named(arguments[0]).receiver(arguments[1], arguments[2], intake)) {
            shared.set(Slot.READY, 1);
            shared.awaitPhase(Phase.ENDED);
        }
        intake.finish();
    }
}
