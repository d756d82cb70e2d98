package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import io.quintet.payload.Payloads;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Delivery;
import io.quintet.spi.Observer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumer chain of a handler that takes batches: what arrives while one batch is handled makes up the next, so that nobody waits for
 * a batch to fill. A batch is one transaction, and has at most one message of a key. When it fails, each of its messages is handled
 * alone, so that a poison message takes no other with it.
 */
final class BatchSettlement implements Settling {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSettlement.class);

    private final HandlerMethod handler;
    private final BoundOperation operation;
    private final String transport;
    private final Inbox inbox;
    private final Settling alone;
    private final int most;
    private final SignedMessages signatures;
    private final Payloads payloads;
    private final Supplier<CallContext> context;
    private final Clock clock;
    private final @Nullable Observer observer;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private boolean busy;

    /** {@code alone} settles messages one at a time; {@code most} is the size of the largest batch, {@code context} is that of each. */
    BatchSettlement(
            HandlerMethod handler,
            BoundOperation operation,
            String transport,
            Inbox inbox,
            Settling alone,
            int most,
            SignedMessages signatures,
            Payloads payloads,
            Supplier<CallContext> context,
            Clock clock,
            @Nullable Observer observer) {
        this.handler = handler;
        this.operation = operation;
        this.transport = transport;
        this.inbox = inbox;
        this.alone = alone;
        this.most = most;
        this.signatures = signatures;
        this.payloads = payloads;
        this.context = context;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public void settle(Delivery delivery) {
        synchronized (waiting) {
            waiting.add(delivery);
            if (busy) {
                return;
            }
            busy = true;
        }
        for (List<Delivery> batch = next(); !batch.isEmpty(); batch = next()) {
            settle(batch);
        }
    }

    /** Empty when nothing waits; the next delivery is then settled by the thread that brings it. */
    private List<Delivery> next() {
        synchronized (waiting) {
            List<Delivery> batch = new ArrayList<>(Math.min(most, waiting.size()));
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            busy = !batch.isEmpty();
            return batch;
        }
    }

    private void settle(List<Delivery> batch) {
        List<Delivery> together = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            if (goesAlone(delivery)) {
                alone(delivery);
            } else {
                together.add(delivery);
            }
        }
        if (together.size() < 2) {
            together.forEach(this::alone);
            return;
        }
        List<Delivery> whole;
        Set<Delivery> handled;
        CallContext before = CallContext.bind(context.get());
        try {
            whole = together.stream().map(this::opened).toList(); // before the transaction begins
            handled = handle(whole);
        } catch (Exception | Error e) {
            LOG.debug("a batch of {} failed, each is handled alone", together.size(), e);
            together.forEach(this::alone);
            return;
        } finally {
            CallContext.bind(before);
        }
        for (Delivery delivery : whole) {
            guarded(delivery, () -> {
                delivery.ack();
                observe(delivery, handled.contains(delivery));
            });
        }
    }

    /** Whether it has failed before, or has expired, or is to be told that it cannot be read. */
    private boolean goesAlone(Delivery delivery) {
        try {
            return delivery.attempt() > 1 || delivery.message().expired(clock.millis());
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private void alone(Delivery delivery) {
        guarded(delivery, () -> alone.settle(delivery));
    }

    /** One that cannot be settled, as when the dead letters cannot be written, keeps neither the others nor what waits from being settled. */
    private static void guarded(Delivery delivery, Runnable settling) {
        try {
            settling.run();
        } catch (RuntimeException | Error e) {
            LOG.error("cannot be settled now, and is to come again: {}", delivery.message(), e);
        }
    }

    private Delivery opened(Delivery delivery) {
        signatures.check(delivery.message());
        return Unpacking.whole(delivery, payloads);
    }

    private Set<Delivery> handle(List<Delivery> batch) throws Exception {
        Set<Delivery> handled = new HashSet<>();
        inbox.once(batch, fresh -> {
            List<Object> requests = new ArrayList<>(fresh.size());
            for (Delivery delivery : fresh) {
                requests.add(operation.requests().decode(delivery.message().payload()));
            }
            handler.handle(requests);
            handled.addAll(fresh);
        });
        return handled;
    }

    private void observe(Delivery delivery, boolean handled) {
        if (observer == null) {
            return;
        }
        OperationModel model = operation.model();
        if (handled) {
            observer.handled(
                    model, transport, ObservedMessage.sinceSent(delivery.message(), clock), delivery.attempt(), null);
        } else {
            observer.duplicate(model, transport);
        }
    }
}
