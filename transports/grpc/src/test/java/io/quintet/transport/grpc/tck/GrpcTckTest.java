package io.quintet.transport.grpc.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.TransportTck;
import io.quintet.transport.grpc.GrpcTransportProvider;
import java.nio.file.Path;
import java.util.Map;

/** The grpc transport passes. */
class GrpcTckTest extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new GrpcTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of();
    }
}
