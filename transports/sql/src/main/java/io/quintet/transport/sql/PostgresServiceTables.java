package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.time.Duration;

/** Quintet's tables among those of an application on a PostgreSQL server. */
final class PostgresServiceTables {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whether nothing is left to be made, by whoever has the right. */
    private static final String COMPLETE = "SELECT count(*) FROM unnest(ARRAY['processed_messages',"
            + " 'processed_messages_by_time', 'outbox', 'outbox_waiting', 'outbox_relay']) AS name"
            + " WHERE to_regclass(name) IS NULL";

    /** Where rows are in no order of their own: a few bytes for each megabyte tell which may be old. */
    private static final String BY_TIME = "CREATE INDEX IF NOT EXISTS PROCESSED_MESSAGES_BY_TIME ON PROCESSED_MESSAGES"
            + " USING brin(processed_at) WITH (autosummarize = on)";

    /** The end of a table that is empty again and again is not given back: all who send would wait for that, and it grows at once. */
    private static final String KEEP_SIZE = "ALTER TABLE OUTBOX SET (vacuum_truncate = off)";

    private PostgresServiceTables() {}

    /** Brings into being what is absent. */
    static void prepare(PostgresAddress address) {
        try (Postgres postgres = Postgres.open(address, Durability.POWER_LOSS, PATIENCE)) {
            if (postgres.number(COMPLETE) > 0) {
                postgres.write(() -> {
                    postgres.text(PostgresSchema.ONE_AT_A_TIME);
                    ServiceTables.STATEMENTS.forEach(table -> postgres.execute(Dialect.POSTGRES.definition(table)));
                    postgres.execute(BY_TIME);
                    postgres.execute(KEEP_SIZE);
                    return null;
                });
            }
            ServiceTables.PROBES.forEach(postgres::number);
        } catch (StoreException e) {
            boolean tables = e.kind() == StoreException.Kind.OTHER;
            throw new ConfigurationException(
                    "database.url: " + e.getMessage()
                            + (tables
                                    ? " (expected: that OUTBOX, OUTBOX_RELAY and PROCESSED_MESSAGES are either absent"
                                            + " or as Quintet makes them)"
                                    : ""),
                    e);
        }
    }
}
