package io.quintet.transport.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that stays prepared, and is prepared again after a failure: the driver closes a statement that could not be executed,
 * as when the disk was full. For one thread at a time.
 */
final class Command {
    private final Connection connection;
    private final String sql;
    private @Nullable PreparedStatement prepared;

    Command(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.prepared = connection.prepareStatement(sql);
    }

    /** Executes it and returns how many rows it changed. */
    int update(Object... values) throws SQLException {
        try {
            return bound(values).executeUpdate();
        } catch (SQLException e) {
            discard(e);
            throw e;
        }
    }

    /** The number in the first column of the first row; 0 where there is none. */
    long number(Object... values) throws SQLException {
        return first(row -> row.getLong(1), values).orElse(0L);
    }

    /** The first row. */
    <T> Optional<T> first(RowMapper<T> mapper, Object... values) throws SQLException {
        try (ResultSet row = bound(values).executeQuery()) {
            return row.next() ? Optional.of(mapper.map(row)) : Optional.empty();
        } catch (SQLException e) {
            discard(e);
            throw e;
        }
    }

    /** All rows; the mapper must not use this command again. */
    <T> List<T> list(RowMapper<T> mapper, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        visit(row -> found.add(mapper.map(row)), values);
        return found;
    }

    /** Row after row, until there are no more or the visitor says false. */
    void visit(RowMapper<Boolean> visitor, Object... values) throws SQLException {
        try (ResultSet row = bound(values).executeQuery()) {
            boolean more = true;
            while (more && row.next()) {
                more = visitor.map(row);
            }
        } catch (SQLException e) {
            discard(e);
            throw e;
        }
    }

    private PreparedStatement bound(Object... values) throws SQLException {
        PreparedStatement statement = prepared;
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared = statement;
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private void discard(SQLException cause) {
        PreparedStatement statement = prepared;
        prepared = null;
        if (statement != null) {
            try {
                statement.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
