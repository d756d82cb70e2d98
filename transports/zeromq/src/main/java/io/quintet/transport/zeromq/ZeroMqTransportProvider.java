package io.quintet.transport.zeromq;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;

/**
 * The transport {@code zeromq}: services call each other and send each other messages, found through the registry, with no broker in
 * between and so with nobody who keeps what they send while nobody is there.
 *
 * <p>Settings: {@code bind}, {@code confirm}, {@code patience}, {@code remember}, {@code window}, {@code queue}, {@code max-calls},
 * {@code connect-timeout}, {@code heartbeat}, {@code liveness}, {@code curve.public-key}, {@code curve.secret-key} or
 * {@code curve.secret-key-file}, {@code curve.trust}; none is required.
 */
public final class ZeroMqTransportProvider implements TransportProvider {
    static final String NAME = "zeromq";

    /** The largest payload of a message, a request or a response. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    static final Guarantees GUARANTEES = Guarantees.of(
            MOST_BYTES,
            Guarantee.CALLS,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.REDELIVERY,
            Guarantee.CROSS_PROCESS,
            Guarantee.CROSS_MACHINE,
            Guarantee.NO_SERVER);

    /** For {@link java.util.ServiceLoader}. */
    public ZeroMqTransportProvider() {}

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
        return new ZeroMqTransport(context);
    }
}
