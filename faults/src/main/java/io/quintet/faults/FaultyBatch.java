package io.quintet.faults;

import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What faults leave of a batch that is sent. Over a carrier that takes all of a batch or nothing they befall it as a whole. Over others they
 * befall single messages, and where one does not leave, the later ones of its key in the batch do not either: order per key is a promise of
 * the transport, and a sender that tries again begins with the first that failed.
 */
final class FaultyBatch {
    private final List<Slot> slots = new ArrayList<>();
    private final @Nullable Receipt[] decided;

    private FaultyBatch(int size) {
        decided = new Receipt[size];
    }

    /** A message, and which of the batch it is. */
    private record Slot(int index, Message message) {}

    static FaultyBatch of(FaultPlan plan, String node, List<Message> batch, boolean atomic) {
        FaultyBatch faulty = new FaultyBatch(batch.size());
        Map<String, Receipt> held = new HashMap<>();
        Fault fault = null;
        for (int i = 0; i < batch.size(); i++) {
            Message message = batch.get(i);
            String key = message.key();
            Receipt before = atomic || key == null ? null : held.get(key);
            if (before != null) {
                faulty.decided[i] = before;
                continue;
            }
            fault = atomic && i > 0 ? fault : draw(plan, node);
            Receipt failed = faulty.befall(fault, i, message);
            faulty.decided[i] = failed;
            if (failed != null && key != null) {
                held.put(key, failed);
            }
        }
        return faulty;
    }

    /** The fault that fires; a delay is over when this returns. */
    private static @Nullable Fault draw(FaultPlan plan, String node) {
        Fault fault = plan.next(node, Step.BEFORE_SEND);
        if (fault != null && fault.kind() == FaultKind.DELAY) {
            Failures.pause(fault);
            return null;
        }
        return fault;
    }

    /** Returns the receipt of a message that is not sent. */
    private @Nullable Receipt befall(@Nullable Fault fault, int index, Message message) {
        if (fault == null) {
            slots.add(new Slot(index, message));
            return null;
        }
        switch (fault.kind()) {
            case THROW -> throw new InjectedFault(fault);
            case DROP -> {
                return new Receipt.Failed(Failures.unknown(fault));
            }
            case FAIL -> {
                return new Receipt.Failed(Failures.refused(fault));
            }
            case DUPLICATE -> {
                slots.add(new Slot(index, message));
                slots.add(new Slot(index, message));
            }
            case REORDER -> {
                slots.add(new Slot(index, message));
                overtake();
            }
            case CORRUPT -> slots.add(new Slot(index, damaged(message)));
            case DELAY, BREAK -> throw new AssertionError(fault); // is over; befalls records, not bytes
        }
        return null;
    }

    /** The last one goes before the one before it, unless they are of one key. */
    private void overtake() {
        int last = slots.size() - 1;
        if (last > 0) {
            String key = slots.get(last).message().key();
            if (key == null
                    || !Objects.equals(key, slots.get(last - 1).message().key())) {
                Collections.swap(slots, last - 1, last);
            }
        }
    }

    /** With a payload that no codec reads. */
    static Message damaged(Message message) {
        byte[] payload = message.payload().clone();
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) ~payload[i];
        }
        return new Message(message.headers(), payload);
    }

    /** What is to be sent. */
    List<Message> messages() {
        return slots.stream().map(Slot::message).toList();
    }

    /** The receipts of the batch, from those of what was sent; of several of one message a failure counts. */
    List<Receipt> receipts(List<Receipt> sent) {
        for (int i = 0; i < slots.size(); i++) {
            int index = slots.get(i).index();
            if (!(decided[index] instanceof Receipt.Failed)) {
                decided[index] = sent.get(i);
            }
        }
        List<Receipt> all = new ArrayList<>(decided.length);
        for (Receipt receipt : decided) {
            all.add(Objects.requireNonNull(receipt));
        }
        return all;
    }
}
