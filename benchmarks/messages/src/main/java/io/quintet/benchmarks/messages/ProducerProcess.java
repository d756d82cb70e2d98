package io.quintet.benchmarks.messages;

import io.quintet.benchmarks.messages.Shared.Phase;
import io.quintet.benchmarks.messages.Shared.Slot;
import io.quintet.servers.JavaServer;
import java.util.concurrent.locks.LockSupport;

/** The process that sends, leg by leg. */
public final class ProducerProcess {
    /** How many keys it has; {@link Slot#KEYS} says how many it uses. */
    public static final int KEYS = 1000;

    private static final int PAYLOAD_BYTES = 200;
    private static final long PAUSE_NANOS = 20_000;

    private final Shared shared;
    private final Technology.Sender sender;
    private final String[] keys = new String[KEYS];
    private long sent;

    private ProducerProcess(Shared shared, Technology.Sender sender) {
        this.shared = shared;
        this.sender = sender;
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "key-" + i;
        }
    }

    /** Goes through {@link Leg#arguments}. */
    public static void main(String[] arguments) throws Exception {
        JavaServer.endWithParent();
        for (Leg leg : Leg.of(arguments)) {
            Shared shared = Shared.of(leg);
            try (Technology.Sender sender = Technologies.of(leg).sender(leg)) {
                shared.await(Slot.READY, 1);
                new ProducerProcess(shared, sender).send();
                shared.set(Slot.FAILED, sender.failed());
            }
            shared.set(Slot.PRODUCER_CLOSED, 1);
        }
    }

    private void send() throws Exception {
        for (Phase phase = shared.phase(); phase != Phase.DRAINING && phase != Phase.ENDED; phase = shared.phase()) {
            int together = (int) shared.get(Slot.TOGETHER);
            if (together > 0) {
                sendTogether(together);
            } else if (shared.get(Slot.RATE) > 0) {
                sendAtRate(shared.get(Slot.RATE));
            } else {
                sendAsCreditAllows();
            }
        }
        shared.set(Slot.SENT, sent);
        while (shared.phase() != Phase.ENDED && shared.acknowledged() < sent) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void sendAsCreditAllows() throws Exception {
        long window = shared.get(Slot.WINDOW);
        long left = shared.get(Slot.TARGET) - sent;
        long room = Math.min(window - (sent - shared.acknowledged()), left);
        long together = Math.min(sender.together(), Math.min(window, left));
        if (room <= 0 || room < together) {
            shared.set(Slot.SENT, sent);
            LockSupport.parkNanos(PAUSE_NANOS);
            return;
        }
        for (long rest = room - room % together; rest > 0; rest--) {
            send(System.nanoTime());
        }
        sender.flush();
    }

    /** By the timetable, whatever is in flight; a message that is late counts from when it was due. */
    private void sendAtRate(long rate) throws Exception {
        long start = System.nanoTime();
        for (long i = 0; shared.get(Slot.RATE) == rate && shared.phase() != Phase.DRAINING; i++) {
            long due = start + (long) (i * 1e9 / rate);
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            send(due);
        }
    }

    private void send(long nanos) throws Exception {
        sender.send(key(sent), Intake.payload(sent, nanos, PAYLOAD_BYTES));
        sent++;
    }

    private void sendTogether(int count) throws Exception {
        sender.sendTogether(sent, count, this::key);
        sent += count;
        shared.set(Slot.SENT, sent);
        shared.set(Slot.TOGETHER, 0);
    }

    private String key(long number) {
        return keys[(int) (number % shared.get(Slot.KEYS))];
    }
}
