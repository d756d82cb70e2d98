package io.quintet.benchmarks;

import io.quintet.benchmarks.Shared.Phase;
import io.quintet.benchmarks.Shared.Slot;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** The process that sends: {@code <technology> <address> <channel> <shared file>}. */
final class ProducerProcess {
    private static final int PAYLOAD_BYTES = 200;
    private static final int KEYS = 1000;
    private static final long PAUSE_NANOS = 20_000;

    private ProducerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Children.endWithParent();
        Shared shared = Shared.in(Path.of(arguments[3]));
        try (Technology.Sender sender = Technology.named(arguments[0]).sender(arguments[1], arguments[2])) {
            while (shared.get(Slot.READY) == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            long sent = send(shared, sender);
            shared.set(Slot.SENT, sent);
            while (shared.phase() != Phase.ENDED && shared.get(Slot.ACKED) < sent) {
                LockSupport.parkNanos(1_000_000);
            }
            shared.set(Slot.FAILED, sender.failed());
        }
    }

    private static long send(Shared shared, Technology.Sender sender) throws Exception {
        String[] keys = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "key-" + i;
        }
        long sent = 0;
        while (true) {
            Phase phase = shared.phase();
            if (phase == Phase.DRAINING || phase == Phase.ENDED) {
                return sent;
            }
            long room = shared.get(Slot.WINDOW) - (sent - shared.get(Slot.ACKED));
            if (room <= 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            for (; room > 0; room--) {
                sender.send(keys[(int) (sent % KEYS)], Intake.payload(sent, PAYLOAD_BYTES));
                sent++;
            }
        }
    }
}
