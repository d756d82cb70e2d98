package io.quintet.faults;

import io.quintet.spi.CallTransport;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.spi.Variant;
import java.util.List;

/**
 * The transport {@code faulty-calls}: another call transport, with faults. Its setting {@code carrier} names that one ({@code http}
 * unless told), {@code advertise} the address to register instead of the carrier's, as that of a proxy; its other settings are the
 * carrier's.
 */
public final class FaultyCallsProvider implements TransportProvider {
    static final String NAME = "faulty-calls";

    /** For {@link java.util.ServiceLoader}. */
    public FaultyCallsProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return Guarantees.of(Integer.MAX_VALUE, Guarantee.CALLS, Guarantee.CROSS_PROCESS);
    }

    @Override
    public List<Variant> variants() {
        return List.of();
    }

    @Override
    public Transport create(ServiceContext context) {
        return Decorations.of(context).calls(Carriers.create(context, CallTransport.class, "http"), context);
    }
}
