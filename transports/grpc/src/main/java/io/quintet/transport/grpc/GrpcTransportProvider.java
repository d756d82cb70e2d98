package io.quintet.transport.grpc;

import io.quintet.net.HttpPorts;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;

/** Makes the transport {@code grpc}. */
public final class GrpcTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return GrpcTransport.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GrpcTransport.GUARANTEES;
    }

    @Override
    public Transport create(ServiceContext context) {
        return new GrpcTransport(GrpcSettings.read(context.settings()), HttpPorts.of(context));
    }
}
