package io.quintet.runtime;

import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.time.Duration;
import java.util.List;

/** A transport for calls alone, that nothing is ever sent over. */
public final class CallsOnlyProvider implements TransportProvider {
    static final String NAME = "wire";
    private static final Guarantees GUARANTEES = Guarantees.of(1024, Guarantee.CALLS);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public Transport create(ServiceContext context) {
        return new CallsOnly();
    }

    private static final class CallsOnly implements CallTransport {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Guarantees guarantees() {
            return GUARANTEES;
        }

        @Override
        public Object call(Endpoint endpoint, Call call) {
            throw new UnsupportedOperationException("nobody is called in these tests");
        }

        @Override
        public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
            throw new UnsupportedOperationException("nothing is served in these tests");
        }

        @Override
        public void drain(Duration patience) {
            // nothing is under way
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
