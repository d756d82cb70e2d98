package io.quintet.examples.fooddelivery.process;

import io.quintet.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements in the transaction that the current thread runs in; any library for SQL would do as well. */
public final class Sql {
    private Sql() {}

    /** Runs a statement and returns how many rows it changed. */
    public static int update(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    /** Inserts a row and returns its row id. */
    public static long insert(String sql, Object... arguments) throws SQLException {
        return query(sql + " returning rowid", row -> row.getLong(1), arguments).getFirst();
    }

    /** The rows of a query. */
    public static <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    private static PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = Transaction.current().connection().prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /**
     * Reads the row that a result set stands on.
     *
     * @param <T> what it reads
     */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the row; does not move on. */
        T read(ResultSet row) throws SQLException;
    }
}
