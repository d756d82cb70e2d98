package io.quintet.tck;

import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.transport.memory.MemoryTransportProvider;

/** Makes broken transports. */
public final class SabotagedProvider implements TransportProvider {
    static final String NAME = "sabotaged";
    private final TransportProvider sound = new MemoryTransportProvider();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return sound.guarantees();
    }

    @Override
    public Transport create(ServiceContext context) {
        Sabotage sabotage = Sabotage.valueOf(context.settings().text("sabotage").orElseThrow());
        return new SabotagedTransport(sound.create(context), sabotage);
    }
}
