package io.quintet.transport.sqs;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.TransportProvider;

/**
 * The transport {@code sqs}: a FIFO queue for each channel and subscriber group, whose message groups are the keys.
 *
 * <p>Settings, all optional: {@code url}, {@code region}, {@code prefix}, {@code create-queues}, {@code retention}, {@code visibility},
 * {@code poll}, {@code in-flight}, {@code groups-known-for}, {@code send-timeout}, {@code buffer-bytes}.
 */
public final class SqsTransportProvider implements TransportProvider {
    static final String NAME = "sqs";
    static final Guarantees GUARANTEES = Guarantees.of(
            128 * 1024, // in base64, with headers, it must fit into what every queue takes
            Guarantee.DURABLE,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.STORED,
            Guarantee.REDELIVERY,
            Guarantee.DEAD_LETTERS,
            Guarantee.CROSS_PROCESS);

    /** For {@link java.util.ServiceLoader}. */
    public SqsTransportProvider() {}

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
        return new SqsMessageTransport(context);
    }
}
