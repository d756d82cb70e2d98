package io.quintet.faults;

import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Makes the transport that a faulty one's setting {@code carrier} names, from the other settings of the same section. */
final class Carriers {
    private Carriers() {}

    static <T extends Transport> T create(ServiceContext context, Class<T> type, String otherwise) {
        String name = context.settings().text("carrier", otherwise);
        List<String> known = new ArrayList<>();
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider instanceof FaultyTransportProvider || provider instanceof FaultyCallsProvider) {
                continue;
            }
            known.add(provider.name());
            if (provider.name().equals(name)) {
                Transport carrier = provider.create(context);
                if (type.isInstance(carrier)) {
                    return type.cast(carrier);
                }
                carrier.close();
                throw context.settings().wrong("carrier", "one that is a " + type.getSimpleName());
            }
        }
        throw context.settings().wrong("carrier", "one of " + String.join(", ", known));
    }
}
