package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.time.Duration;
import java.util.List;

/** Quintet's schema on a PostgreSQL server: the tables that SQLite has in three files. */
final class PostgresSchema {
    private static final int VERSION = 3;
    private static final String COMMENT = "Quintet, schema version ";

    /** Of all who make tables in the database, one does at a time. */
    static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(5646287265)";

    private final PostgresAddress address;
    private final String schema;
    private final Duration patience;

    PostgresSchema(PostgresAddress address, String schema, Duration patience) {
        this.address = address;
        this.schema = schema;
        this.patience = patience;
    }

    /** Connects; what is not there comes into being. */
    Postgres open(Durability durability) {
        try {
            Postgres postgres = Postgres.open(address, schema, durability, patience);
            try {
                if (absent(postgres, "store")) {
                    create(postgres);
                }
                check(postgres);
                return postgres;
            } catch (RuntimeException e) {
                postgres.close();
                throw e;
            }
        } catch (StoreException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean absent(Database database, String table) {
        // not to_regclass: that may answer from memory what was so before another made them
        return database.number("SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
                        + " WHERE relname = '" + table + "' AND nspname = '" + schema + "'")
                == 0;
    }

    /** As {@link #open}, with the table of payloads, which a schema of before there was one gets. */
    Postgres openForClaims(Durability durability) {
        Postgres postgres = open(durability);
        try {
            if (absent(postgres, "claim")) {
                createClaims(postgres);
            }
            return postgres;
        } catch (StoreException e) {
            postgres.close();
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private void createClaims(Database database) {
        database.write(() -> {
            beginToCreate(database);
            if (absent(database, "claim")) {
                define(database, ClaimTables.STATEMENTS);
                // what is worth it was compressed before
                database.execute("ALTER TABLE claim ALTER COLUMN payload SET STORAGE EXTERNAL");
            }
            return null;
        });
    }

    private static void beginToCreate(Database database) {
        database.execute("SET LOCAL lock_timeout TO 30000");
        database.execute("SET LOCAL synchronous_commit TO on"); // a crash of the server must not undo it under our feet
        database.text(ONE_AT_A_TIME);
    }

    private static void define(Database database, List<String> statements) {
        statements.stream().map(Dialect.POSTGRES::definition).forEach(database::execute);
    }

    private void create(Database database) {
        database.write(() -> {
            beginToCreate(database);
            if (absent(database, "store")) {
                if (database.number("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'") == 0) {
                    database.execute("CREATE SCHEMA " + schema);
                }
                define(database, MessageTables.STATEMENTS);
                define(database, GroupTables.STATEMENTS);
                define(database, RegistryTables.STATEMENTS);
                // compressing messages costs more than it saves, and would be done by the thread that others wait for
                database.execute("ALTER TABLE segment ALTER COLUMN body SET STORAGE EXTERNAL");
                database.execute("COMMENT ON TABLE store IS '" + COMMENT + VERSION + "'");
            }
            return null;
        });
    }

    private void check(Database database) {
        String comment = database.text("SELECT coalesce(obj_description(to_regclass('" + schema + ".store')), '')");
        if (!comment.equals(COMMENT + VERSION)) {
            throw new ConfigurationException(address + ": schema " + schema + ": "
                    + (comment.startsWith(COMMENT) ? comment : "the tables of another application") + " (expected: "
                    + COMMENT + VERSION + ", or a schema that is free); it was left as it is");
        }
    }
}
