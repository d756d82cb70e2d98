package io.quintet.transport.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Puts messages into the outbox, in the transaction of whatever connection.
 *
 * <p>On a server all go in one statement, since to execute one costs as much as several rows. The transaction gets its number before the
 * rows get their ids: the condition comes before the rows. So a transaction without a number has no row that would become visible among
 * those that were read.
 */
final class OutboxInsert {
    private static final String ROW =
            "INSERT INTO OUTBOX(transport, channel, kind, shards, headers, payload, created_at)";
    private static final List<Type> TYPES =
            List.of(Type.TEXT, Type.TEXT, Type.TEXT, Type.BIGINT, Type.BYTEA, Type.BYTEA, Type.BIGINT);

    private final Dialect dialect;
    private final Command command;

    OutboxInsert(Database database) {
        dialect = database.dialect();
        command = new Command(database, sql(dialect));
    }

    private static String sql(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> ROW + " VALUES (?, ?, ?, ?, ?, ?, ?)";
            case POSTGRES ->
                TYPES.stream()
                        .map(type -> "CAST(? AS " + type.sql + "[])")
                        .collect(Collectors.joining(
                                ", ", ROW + " SELECT * FROM unnest(", ") WHERE pg_current_xact_id() IS NOT NULL"));
        };
    }

    /** Inserts rows in their order, with a value for each column. */
    void execute(Connection connection, List<Object[]> rows) throws SQLException {
        switch (dialect) {
            case SQLITE -> command.updateAll(rows);
            case POSTGRES -> command.update(columns(connection, rows));
        }
    }

    /** Inserts a row over a connection that is not ours. */
    static void executeOnce(Dialect dialect, Connection connection, Object[] row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql(dialect))) {
            Object[] values = switch (dialect) {
                case SQLITE -> row;
                case POSTGRES -> columns(connection, List.<Object[]>of(row));
            };
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    private static Object[] columns(Connection connection, List<Object[]> rows) throws SQLException {
        Object[] columns = new Object[TYPES.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            columns[i] = connection.createArrayOf(
                    TYPES.get(i).sql, rows.stream().map(row -> row[column]).toArray(TYPES.get(i).array));
        }
        return columns;
    }

    private enum Type {
        TEXT("text", String[]::new),
        BIGINT("bigint", Long[]::new),
        BYTEA("bytea", byte[][]::new);

        private final String sql;

        @SuppressWarnings("ImmutableEnumChecker") // makes arrays, and keeps nothing
        private final IntFunction<Object[]> array;

        Type(String sql, IntFunction<Object[]> array) {
            this.sql = sql;
            this.array = array;
        }
    }
}
