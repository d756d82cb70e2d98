package io.quintet.faults;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A message transport with the faults of a plan; it keeps the promises of its carrier, order per key among them. */
final class FaultyTransport implements MessageTransport {
    private final MessageTransport carrier;
    private final FaultPlan plan;
    private final String node;
    private final ScheduledExecutorService scheduler;

    FaultyTransport(MessageTransport carrier, FaultPlan plan, ServiceContext context) {
        this.carrier = carrier;
        this.plan = plan;
        this.node = context.instance();
        this.scheduler = context.scheduler();
    }

    @Override
    public String name() {
        return FaultyTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return carrier.guarantees();
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        FaultyBatch faulty =
                FaultyBatch.of(plan, node, batch, guarantees().kept().contains(Guarantee.ATOMIC_BATCH));
        List<Message> left = faulty.messages();
        CompletableFuture<List<Receipt>> sent =
                left.isEmpty() ? CompletableFuture.completedFuture(List.of()) : carrier.send(channel, left);
        return sent.thenApply(faulty::receipts).thenCompose(this::afterSend);
    }

    private CompletableFuture<List<Receipt>> afterSend(List<Receipt> receipts) {
        Fault fault = plan.next(node, Step.AFTER_SEND);
        if (fault == null) {
            return CompletableFuture.completedFuture(receipts);
        }
        return switch (fault.kind()) {
            case THROW -> CompletableFuture.failedFuture(new InjectedFault(fault));
            case DROP ->
                CompletableFuture.completedFuture(
                        Collections.nCopies(receipts.size(), new Receipt.Failed(Failures.unknown(fault))));
            default -> {
                CompletableFuture<List<Receipt>> late = new CompletableFuture<>();
                later(fault, () -> late.complete(receipts));
                yield late;
            }
        };
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        return carrier.subscribe(channel, group, credit, delivery -> {
            Message message = delivery.message();
            plan.redeliveries().delivered(channel.name() + "/" + group, message.id(), delivery.attempt());
            arrive(delivery, consumer);
        });
    }

    private void arrive(Delivery delivery, Consumer<Delivery> consumer) {
        FaultyDelivery whole = new FaultyDelivery(delivery, delivery.message(), this);
        Fault fault = plan.next(node, Step.BEFORE_HANDLING);
        if (fault == null) {
            consumer.accept(whole);
            return;
        }
        switch (fault.kind()) {
            case DROP -> delivery.retry(fault.delay(), Failures.unknown(fault));
            case DELAY -> later(fault, () -> consumer.accept(whole));
            case CORRUPT ->
                consumer.accept(new FaultyDelivery(delivery, FaultyBatch.damaged(delivery.message()), this));
            default -> {
                consumer.accept(whole);
                consumer.accept(whole);
            }
        }
    }

    FaultPlan plan() {
        return plan;
    }

    String node() {
        return node;
    }

    /** Does it after the fault's delay; at once where the instance is closing and its timer gone. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is late throws nothing that anybody could use
    void later(Fault fault, Runnable what) {
        try {
            scheduler.schedule(what, fault.delay().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            what.run();
        }
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return carrier.deadLetters();
    }

    @Override
    public Optional<Duration> retention() {
        return carrier.retention();
    }

    @Override
    public void remove(Channel channel) {
        carrier.remove(channel);
    }

    @Override
    public void close() {
        carrier.close();
    }
}
