package io.quintet.tck;

import io.quintet.config.Settings;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.transport.memory.MemoryTransportProvider;
import java.util.EnumSet;

/** Makes broken transports. */
public final class SabotagedProvider implements TransportProvider {
    static final String NAME = "sabotaged";
    private static final TransportProvider SOUND = new MemoryTransportProvider();

    /** All that the sound one promises, and what it would have to do more of. */
    static final Guarantees PROMISED = promised();

    private static Guarantees promised() {
        EnumSet<Guarantee> kept = EnumSet.of(Guarantee.ATOMIC_BATCH, Guarantee.QUICK_REQUESTS);
        kept.addAll(SOUND.guarantees().kept());
        return new Guarantees(kept, SOUND.guarantees().maxMessageBytes());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Next to nothing, so that the kit must ask what is promised with its settings. */
    @Override
    public Guarantees guarantees() {
        return Guarantees.of(Integer.MAX_VALUE, Guarantee.CALLS, Guarantee.COMPETING_CONSUMERS);
    }

    @Override
    public Guarantees guarantees(Settings settings) {
        return PROMISED;
    }

    @Override
    public Transport create(ServiceContext context) {
        Sabotage sabotage = Sabotage.valueOf(context.settings().text("sabotage").orElseThrow());
        return new SabotagedTransport(SOUND.create(context), sabotage);
    }
}
