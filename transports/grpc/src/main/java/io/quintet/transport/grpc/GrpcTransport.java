package io.quintet.transport.grpc;

import io.quintet.DomainException;
import io.quintet.net.HttpCaller;
import io.quintet.net.HttpEngine;
import io.quintet.net.HttpListener;
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
 * <p>One port per transport, opened when the first contract is served, for all contracts. An address is {@code http://host:port}, or
 * {@code https://host:port}.
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

    private final GrpcSettings settings;
    private final HttpEngine engine = new HttpEngine();
    private final GrpcServerSide server;
    private final GrpcClientSide client;
    private final HttpCaller caller;
    private @Nullable HttpListener listener;
    private boolean closed;

    GrpcTransport(GrpcSettings settings) {
        this.settings = settings;
        this.caller = engine.caller(settings.caller(), HttpProtocol.HTTP_2);
        this.server = new GrpcServerSide(settings);
        this.client = new GrpcClientSide(caller, settings.caller().maxResponse(), settings.packing());
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
    public synchronized Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        if (closed) {
            throw new IllegalStateException("transport grpc is closed");
        }
        server.add(operations, handler);
        if (listener == null) {
            listener = engine.listen(settings.listener(), server);
        }
        return new Endpoint(NAME, listener.address().toString());
    }

    @Override
    public void drain(Duration patience) {
        server.stop();
        HttpListener draining;
        synchronized (this) {
            draining = listener;
        }
        if (draining != null) {
            draining.drain(patience);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.stop();
        if (listener != null) {
            listener.close();
        }
        caller.close();
        engine.close();
    }
}
