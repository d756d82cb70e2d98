package io.quintet.transport.sql;

import io.quintet.config.Settings;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.TransportProvider;
import io.quintet.spi.Variant;
import java.time.Duration;
import java.util.List;

/**
 * The transport {@code sql}: messages over SQLite files in one directory, which all processes of a machine share, with no server; or
 * over a PostgreSQL server.
 *
 * <p>Settings: {@code directory}, or {@code url}, {@code user}, {@code password} and {@code schema}; {@code lease}, {@code handover}, {@code retention}, {@code max-size-mib}, {@code queue-messages}, {@code queue-bytes};
 * none is required.
 */
public final class SqlTransportProvider implements TransportProvider {
    static final String NAME = "sql";
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /** Without settings. */
    static final Guarantees SQLITE = declare(Guarantee.NO_SERVER, Duration.ofMillis(2));

    /** With a {@code url}. */
    static final Guarantees POSTGRESQL = declare(Guarantee.CROSS_MACHINE, Duration.ofMillis(5));

    private static Guarantees declare(Guarantee own, Duration median) {
        return Guarantees.of(
                        MAX_MESSAGE_BYTES,
                        own,
                        Guarantee.DURABLE,
                        Guarantee.KEY_ORDER,
                        Guarantee.COMPETING_CONSUMERS,
                        Guarantee.EVERY_GROUP,
                        Guarantee.STORED,
                        Guarantee.REDELIVERY,
                        Guarantee.DEAD_LETTERS,
                        Guarantee.DELAY,
                        Guarantee.REPLAY,
                        Guarantee.ATOMIC_BATCH,
                        Guarantee.CROSS_PROCESS)
                .below(median);
    }

    /** For {@link java.util.ServiceLoader}. */
    public SqlTransportProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Guarantees guarantees() {
        return SQLITE;
    }

    @Override
    public Guarantees guarantees(Settings settings) {
        return declared(settings);
    }

    static Guarantees declared(Settings settings) {
        return settings.text("url").isPresent() ? POSTGRESQL : SQLITE;
    }

    @Override
    public List<Variant> variants() {
        return List.of(new Variant("SQLite", SQLITE), new Variant("PostgreSQL", POSTGRESQL));
    }

    @Override
    public MessageTransport create(ServiceContext context) {
        return new SqlMessageTransport(context);
    }
}
