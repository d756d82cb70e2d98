package io.quintet.faults;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.spi.Variant;
import java.util.List;

/**
 * The transport {@code faulty}: another message transport, with faults. Its setting {@code carrier} names that one ({@code sql} unless
 * told), its other settings are the carrier's.
 */
public final class FaultyTransportProvider implements TransportProvider {
    static final String NAME = "faulty";

    /** Faults break no promise: what is lost, late or twice here is what every transport of these guarantees may do. */
    private static final Guarantees GUARANTEES = Guarantees.of(
            Integer.MAX_VALUE,
            Guarantee.DURABLE,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.STORED,
            Guarantee.REDELIVERY,
            Guarantee.DEAD_LETTERS,
            Guarantee.CROSS_PROCESS);

    /** For {@link java.util.ServiceLoader}. */
    public FaultyTransportProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public List<Variant> variants() {
        return List.of();
    }

    @Override
    public Transport create(ServiceContext context) {
        return Decorations.of(context).messages(Carriers.create(context, MessageTransport.class, "sql"), context);
    }
}
