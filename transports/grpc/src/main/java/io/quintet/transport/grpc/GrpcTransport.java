package io.quintet.transport.grpc;

import io.quintet.DomainException;
import io.quintet.net.HttpMount;
import io.quintet.net.HttpPorts;
import io.quintet.net.HttpProtocol;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls over gRPC, that is, over HTTP/2.
 *
 * <p>One port for all contracts, opened when the first is served; that of REST, unless it has one of its own. An address is
 * {@code http://host:port}, or {@code https://host:port}.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP/2</a>
 */
public final class GrpcTransport implements CallTransport {
    static final String NAME = "grpc";
    static final Guarantees GUARANTEES = Guarantees.of(
                    Integer.MAX_VALUE,
                    Guarantee.CALLS,
                    Guarantee.STREAMS,
                    Guarantee.CROSS_PROCESS,
                    Guarantee.CROSS_MACHINE,
                    Guarantee.NO_SERVER)
            .below(Duration.ofMillis(1));

    private final GrpcServerSide server;
    private final GrpcClientSide client;
    private final HttpMount mount;

    GrpcTransport(GrpcSettings settings, HttpPorts ports) {
        this.server = new GrpcServerSide(settings);
        this.mount = ports.mount(NAME, settings.listener(), settings.requests(), server);
        this.client = new GrpcClientSide(
                mount.caller(settings.caller(), HttpProtocol.HTTP_2),
                settings.caller().maxResponse(),
                settings.packing());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public @Nullable Object call(Endpoint endpoint, Call call) throws DomainException {
        return client.call(endpoint.address(), call);
    }

    @Override
    public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        server.add(operations, handler);
        return new Endpoint(NAME, mount.open().toString());
    }

    @Override
    public void drain(Duration patience) {
        server.stop();
        mount.drain(patience);
    }

    @Override
    public void close() {
        server.stop();
        mount.close();
    }
}
