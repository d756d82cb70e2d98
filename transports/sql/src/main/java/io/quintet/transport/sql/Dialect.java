package io.quintet.transport.sql;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the SQL of the databases differs. The tables are the same; their definitions name types in braces. */
enum Dialect {
    SQLITE(
            Map.of(
                    // never used twice
                    "{identity}", "INTEGER PRIMARY KEY AUTOINCREMENT",
                    // rises, and is used again when the newest row was removed
                    "{ascending}", "INTEGER PRIMARY KEY",
                    "{integer}", "INTEGER",
                    "{bytes}", "BLOB",
                    // sorts by its bytes
                    "{ascii}", "TEXT",
                    // rows live in the primary key
                    "{in key}", " WITHOUT ROWID",
                    // rows are updated again and again
                    "{updated often}", "",
                    "{random}", "lower(hex(randomblob(16)))"),
            "?",
            "max",
            ""),

    POSTGRES(
            Map.of(
                    "{identity}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    "{ascending}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    "{integer}", "BIGINT",
                    "{bytes}", "BYTEA",
                    "{ascii}", "TEXT COLLATE \"C\"",
                    "{in key}", "",
                    "{updated often}",
                            " WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold ="
                                    + " 500)",
                    "{random}", "replace(CAST(gen_random_uuid() AS text), '-', '')"),
            "(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint + ?)",
            "greatest",
            " FOR UPDATE");

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> types;

    private final String now;
    private final String greatest;
    private final String forUpdate;

    Dialect(Map<String, String> types, String now, String greatest, String forUpdate) {
        this.types = types;
        this.now = now;
        this.greatest = greatest;
        this.forUpdate = forUpdate;
    }

    /** A statement that defines a table, with the types of this database. */
    String definition(String statement) {
        String text = statement;
        for (Map.Entry<String, String> type : types.entrySet()) {
            text = text.replace(type.getKey(), type.getValue());
        }
        return text;
    }

    /**
     * The time in milliseconds since 1970, as an expression with one parameter, which is {@link #now(Clock)}. A server is asked for
     * its time, so that leases do not depend on the clocks of several machines.
     */
    String now() {
        return now;
    }

    /** What to bind where {@link #now()} stands: the time itself, or how far the clock given is from the system's. */
    long now(Clock clock) {
        return this == SQLITE ? clock.millis() : clock.millis() - System.currentTimeMillis();
    }

    String greatest(String a, String b) {
        return greatest + "(" + a + ", " + b + ")";
    }

    /** A condition that a column is one of the numbers of {@link #list}, which is its one parameter. */
    String in(String column) {
        return this == SQLITE
                ? column + " IN (SELECT value FROM json_each(?))"
                : column + " = ANY(CAST(? AS bigint[]))";
    }

    /** Numbers as one value to bind. */
    String list(Collection<Long> numbers) {
        String all = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        return this == SQLITE ? "[" + all + "]" : "{" + all + "}";
    }

    /** What locks the rows of a SELECT; SQLite's transactions have locked the whole file. */
    String forUpdate() {
        return forUpdate;
    }
}
