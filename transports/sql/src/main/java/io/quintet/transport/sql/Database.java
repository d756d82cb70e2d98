package io.quintet.transport.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** One connection to a database, for one thread at a time. */
interface Database extends AutoCloseable {
    /** The file, or the URL without secrets, for messages to people. */
    String name();

    Dialect dialect();

    /** The connection as it is now; outside a transaction one that was lost is made anew. */
    Connection connection() throws SQLException;

    /** A failure in words; the connection is given up where it is of no use any more. */
    StoreException failure(SQLException cause);

    /** Changes when another connection has committed; where the database cannot tell, it changes always. */
    long version();

    /** Begins a transaction. On SQLite it has the file's write lock from the start. */
    void begin();

    /**
     * Lets a crash of the server undo the transaction under way, which then need not wait for the server's disk. Where there is no
     * server, the connection's {@link Durability} says what a commit promises.
     */
    default void relax() {}

    void commit();

    /** Never throws: it follows a failure that says more. */
    void rollback();

    @Override
    void close();

    default Command prepare(String sql) {
        try {
            return new Command(this, sql).prepare();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    default void execute(String sql) {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    default long number(String sql) {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    default String text(String sql) {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs work in a transaction. */
    default <T extends @Nullable Object> T write(Work<T> work) {
        begin();
        try {
            T result = work.run();
            commit();
            return result;
        } catch (SQLException e) {
            rollback();
            throw failure(e);
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }
}
