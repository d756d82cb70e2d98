package io.quintet.transport.sql;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.TransportProvider;

/**
 * The transport {@code sql}: messages over SQLite files in one directory, which all processes of a machine share, with no server; or
 * over a PostgreSQL server.
 *
 * <p>Settings: {@code directory}, or {@code url}, {@code user}, {@code password} and {@code schema}; {@code lease}, {@code retention}, {@code max-size-mib}, {@code queue-messages}, {@code queue-bytes};
 * none is required.
 */
public final class SqlTransportProvider implements TransportProvider {
    static final String NAME = "sql";
    static final Guarantees GUARANTEES = Guarantees.of(
            16 * 1024 * 1024,
            Guarantee.DURABLE,
            Guarantee.KEY_ORDER,
            Guarantee.COMPETING_CONSUMERS,
            Guarantee.EVERY_GROUP,
            Guarantee.REDELIVERY,
            Guarantee.DEAD_LETTERS,
            Guarantee.DELAY,
            Guarantee.REPLAY,
            Guarantee.ATOMIC_BATCH,
            Guarantee.CROSS_PROCESS);

    /** For {@link java.util.ServiceLoader}. */
    public SqlTransportProvider() {}

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
        return new SqlMessageTransport(context);
    }
}
