package io.quintet.transport.rabbitmq;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.TransportProvider;

/**
 * The transport {@code rabbitmq}: a quorum queue for each shard of a channel and subscriber group, behind one exchange.
 *
 * <p>Settings: {@code url} is required; {@code prefix}, {@code create-topology}, {@code expire}, {@code prefetch}, {@code heartbeat}, {@code handover},
 * {@code rebalance}, {@code send-timeout}, {@code buffer-bytes}.
 */
public final class RabbitTransportProvider implements TransportProvider {
    static final String NAME = "rabbitmq";
    static final Guarantees GUARANTEES = Guarantees.of(
            1024 * 1024,
            Guarantee.DURABLE,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.STORED,
            Guarantee.REDELIVERY,
            Guarantee.DEAD_LETTERS,
            Guarantee.QUICK_REQUESTS,
            Guarantee.DELAY,
            Guarantee.CROSS_PROCESS);

    /** For {@link java.util.ServiceLoader}. */
    public RabbitTransportProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public MessageTransport create(ServiceContext context) {
        return new RabbitMessageTransport(context);
    }
}
