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
    private final Database database;
    private final String sql;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement prepared;

    /** Prepared when it is first used. */
    Command(Database database, String sql) {
        this.database = database;
        this.sql = sql;
    }

    /** Prepares it now, so that what is wrong with it shows. */
    Command prepare() throws SQLException {
        prepared();
        return this;
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

    /** Executes it once for each row of values, in one round trip where there is a server; returns how many rows each changed. */
    int[] updateAll(List<Object[]> rows) throws SQLException {
        if (rows.size() == 1) {
            return new int[] {update(rows.get(0))};
        }
        try {
            PreparedStatement statement = prepared();
            for (Object[] row : rows) {
                bound(row).addBatch();
            }
            return rows.isEmpty() ? new int[0] : statement.executeBatch();
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
        PreparedStatement statement = prepared();
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @SuppressWarnings("ReferenceEquality") // whether it is still this connection
    private PreparedStatement prepared() throws SQLException {
        Connection now = database.connection();
        PreparedStatement statement = prepared;
        if (statement == null || connection != now) {
            statement = now.prepareStatement(sql);
            connection = now;
            prepared = statement;
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
