package io.quintet.transport.http;

import io.quintet.net.HttpPorts;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;

/** Makes the transport {@code http}. */
public final class HttpTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return HttpTransport.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return HttpTransport.GUARANTEES;
    }

    @Override
    public Transport create(ServiceContext context) {
        return new HttpTransport(
                HttpSettings.read(context.settings()),
                HttpPorts.of(context),
                context.service(),
                context.clock(),
                context.scheduler());
    }
}
