package io.quintet.faults;

import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A service's database with the faults of a plan: around transactions, and around the relay of the outbox. */
final class FaultyDatabase implements ServiceDatabase {
    private final ServiceDatabase carrier;
    private final FaultPlan plan;
    private final String node;

    FaultyDatabase(ServiceDatabase carrier, FaultPlan plan, String node) {
        this.carrier = carrier;
        this.plan = plan;
        this.node = node;
    }

    @Override
    public <T> T transact(Callable<T> work) throws Exception {
        return around(() -> carrier.transact(() -> {
            T result = work.call();
            befall(Step.BEFORE_COMMIT);
            return result;
        }));
    }

    @Override
    public int once(String group, List<Delivery> deliveries, Handling work) throws Exception {
        return around(() -> carrier.once(group, deliveries, fresh -> {
            CurrentDeliveries.with(fresh, work);
            befall(Step.BEFORE_COMMIT);
        }));
    }

    @Override
    public byte[] answer(String scope, String key, Callable<byte[]> work) throws Exception {
        return around(() -> carrier.answer(scope, key, () -> {
            byte[] answer = work.call();
            befall(Step.BEFORE_COMMIT);
            return answer;
        }));
    }

    private <T> T around(Callable<T> transaction) throws Exception {
        if (Transaction.active().isPresent()) {
            return transaction.call(); // an inner one begins and commits nothing
        }
        befall(Step.BEFORE_TRANSACTION);
        T result = transaction.call();
        befall(Step.AFTER_COMMIT);
        return result;
    }

    private void befall(Step step) {
        Fault fault = plan.next(node, step);
        if (fault == null) {
            return;
        }
        switch (fault.kind()) {
            case DELAY -> Failures.pause(fault);
            case FAIL -> throw Failures.refused(fault);
            default -> throw new InjectedFault(fault);
        }
    }

    @Override
    public void enqueue(String transport, Channel channel, Message message) {
        carrier.enqueue(transport, channel, message);
    }

    @Override
    public void relay(Relay relay) {
        carrier.relay(new Relay() {
            @Override
            public CompletableFuture<List<Receipt>> send(String transport, Channel channel, List<Message> batch) {
                return relayed(relay, transport, channel, batch);
            }

            @Override
            public boolean takesAllOrNone(String transport) {
                return relay.takesAllOrNone(transport); // faults befall a batch as a whole here
            }
        });
    }

    private CompletableFuture<List<Receipt>> relayed(
            Relay relay, String transport, Channel channel, List<Message> batch) {
        Fault before = plan.next(node, Step.BEFORE_RELAY);
        if (before != null) {
            switch (before.kind()) {
                case THROW -> throw new InjectedFault(before);
                case DROP -> {
                    return CompletableFuture.completedFuture(failed(batch, before));
                }
                default -> Failures.pause(before);
            }
        }
        return relay.send(transport, channel, batch)
                .thenCompose(receipts -> beforeMark(receipts, () -> relay.send(transport, channel, batch), batch));
    }

    private CompletableFuture<List<Receipt>> beforeMark(
            List<Receipt> receipts, Callable<CompletableFuture<List<Receipt>>> again, List<Message> batch) {
        Fault fault = plan.next(node, Step.AFTER_RELAY);
        if (fault == null) {
            return CompletableFuture.completedFuture(receipts);
        }
        return switch (fault.kind()) {
            case THROW -> CompletableFuture.failedFuture(new InjectedFault(fault));
            case DROP -> CompletableFuture.completedFuture(failed(batch, fault));
            case DUPLICATE -> twice(again);
            default -> {
                Executor late = CompletableFuture.delayedExecutor(fault.delay().toNanos(), TimeUnit.NANOSECONDS);
                yield CompletableFuture.supplyAsync(() -> receipts, late);
            }
        };
    }

    private static CompletableFuture<List<Receipt>> twice(Callable<CompletableFuture<List<Receipt>>> again) {
        try {
            return again.call();
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static List<Receipt> failed(List<Message> batch, Fault fault) {
        return Collections.nCopies(batch.size(), new Receipt.Failed(Failures.unknown(fault)));
    }

    @Override
    public void close() {
        carrier.close();
    }
}
