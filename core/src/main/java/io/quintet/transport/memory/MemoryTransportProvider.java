package io.quintet.transport.memory;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.time.Duration;

/**
 * The transport within one JVM, for tests and for services that live together; instances that name the same {@code memory.broker}
 * reach each other.
 *
 * <p>It behaves as a broker does: it serialises, hops threads, delivers again what failed, and gives every group every message. For
 * calls both can be turned off: {@code memory.serialise: false} hands the request record itself over, {@code memory.hop-threads: false}
 * runs the handler on the caller's thread, where a deadline cannot cut it short.
 */
public final class MemoryTransportProvider implements TransportProvider {
    static final String NAME = "memory";

    private static final Guarantees GUARANTEES = Guarantees.of(
                    Integer.MAX_VALUE,
                    Guarantee.CALLS,
                    Guarantee.STREAMS,
                    Guarantee.KEY_ORDER,
                    Guarantee.COMPETING_CONSUMERS,
                    Guarantee.EVERY_GROUP,
                    Guarantee.STORED,
                    Guarantee.REDELIVERY,
                    Guarantee.DELAY,
                    Guarantee.DEAD_LETTERS,
                    Guarantee.NO_SERVER)
            .below(Duration.ofMillis(1));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public Transport create(ServiceContext context) {
        String broker = context.settings().text("broker", "default");
        int capacity = context.settings().integer("max-messages", 100_000, 1, Integer.MAX_VALUE);
        Duration handover = context.settings().duration("handover", Duration.ofSeconds(10));
        boolean serialise = context.settings().flag("serialise", true);
        boolean hopThreads = context.settings().flag("hop-threads", true);
        MemoryBroker shared = MemoryBroker.named(broker);
        String address = MemoryCalls.address(broker, context.instance());
        MemoryCalls calls = new MemoryCalls(shared, address, serialise, hopThreads);
        return new MemoryTransport(shared, calls, context, capacity, handover);
    }

    static Guarantees kept() {
        return GUARANTEES;
    }
}
