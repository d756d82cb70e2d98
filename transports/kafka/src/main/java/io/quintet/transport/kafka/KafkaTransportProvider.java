package io.quintet.transport.kafka;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.TransportProvider;

/**
 * The transport {@code kafka}: channels are topics, shards partitions, subscriber groups consumer groups.
 *
 * <p>Settings: {@code url} is required; {@code prefix}, {@code create-topics}, {@code replication}, {@code retention}, {@code flush},
 * {@code session}, {@code handover}, {@code send-timeout}, {@code buffer-bytes}; {@code client.<property>} goes to Kafka's own clients.
 */
public final class KafkaTransportProvider implements TransportProvider {
    static final String NAME = "kafka";
    static final Guarantees GUARANTEES = Guarantees.of(
            1024 * 1024,
            Guarantee.DURABLE,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.STORED,
            Guarantee.REDELIVERY,
            Guarantee.DEAD_LETTERS,
            Guarantee.DELAY,
            Guarantee.REPLAY,
            Guarantee.CROSS_PROCESS);

    /** For {@link java.util.ServiceLoader}. */
    public KafkaTransportProvider() {}

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
        KafkaSettings settings = KafkaSettings.of(context.settings());
        return new KafkaMessageTransport(context, settings, new Clients(settings, context.instance()));
    }
}
