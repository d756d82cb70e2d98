package io.quintet.transport.memory;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls and messages between instances of one JVM. */
final class MemoryTransport implements CallTransport, MessageTransport {
    private final MemoryBroker broker;
    private final MemoryCalls calls;
    private final ServiceContext context;
    private final int capacity;
    private final Duration handover;
    private final MemoryTimer.Timekeeper timekeeper;
    private volatile boolean closed;

    MemoryTransport(MemoryBroker broker, MemoryCalls calls, ServiceContext context, int capacity, Duration handover) {
        this.broker = broker;
        this.calls = calls;
        this.context = context;
        this.capacity = capacity;
        this.handover = handover;
        this.timekeeper = new MemoryTimer.Timekeeper(context.clock(), context.scheduler());
        broker.timer().attach(timekeeper);
    }

    @Override
    public String name() {
        return MemoryTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return MemoryTransportProvider.kept();
    }

    @Override
    public @Nullable Object call(Endpoint endpoint, Call call) throws DomainException {
        return calls.call(endpoint, call);
    }

    @Override
    public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        return calls.serve(operations, handler);
    }

    @Override
    public void drain(Duration patience) {
        calls.drain(patience);
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        MemoryChannel log = broker.channel(channel, capacity);
        List<Receipt> receipts = new ArrayList<>(batch.size());
        for (Message message : batch) {
            if (closed) {
                receipts.add(new Receipt.Failed(
                        QuintetException.refused(Code.UNAVAILABLE, "the memory transport of this instance is closed")));
            } else {
                receipts.add(accept(log, message));
            }
        }
        return CompletableFuture.completedFuture(receipts);
    }

    private Receipt accept(MemoryChannel log, Message message) {
        long due;
        try {
            due = message.notBefore();
        } catch (NumberFormatException e) {
            return new Receipt.Failed(QuintetException.invalid(
                    "header notbefore: " + message.header(HeaderNames.NOT_BEFORE)
                            + " (expected: milliseconds since 1970)",
                    List.of()));
        }
        if (due == 0) {
            return log.append(message);
        }
        MemoryTimer timer = broker.timer();
        if (due > timer.now()) {
            Receipt receipt = log.delay(message);
            timer.arm(due);
            return receipt;
        }
        log.release(timer.now()); // what fell due before it goes before it
        return log.append(message);
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        return broker.channel(channel, capacity).group(group).join(credit, consumer, context, handover);
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return Optional.of(broker.deadLetters());
    }

    @Override
    public void remove(Channel channel) {
        broker.remove(channel);
    }

    @Override
    public void close() {
        closed = true;
        broker.timer().detach(timekeeper);
        calls.drain(Duration.ZERO);
    }
}
