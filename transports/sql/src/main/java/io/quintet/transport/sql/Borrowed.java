package io.quintet.transport.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to PostgreSQL that a pool has lent for one transaction. */
final class Borrowed implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(Borrowed.class);

    private final String name;
    private final Connection connection;

    Borrowed(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public StoreException failure(SQLException cause) {
        return StoreException.of(name, cause);
    }

    @Override
    public long version() {
        return System.nanoTime();
    }

    /** The pool lends connections with a transaction begun. */
    @Override
    public void begin() {}

    @Override
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("{}: rollback: {}", name, e.toString());
        }
    }

    /** Gives it back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("{}: close: {}", name, e.toString());
        }
    }
}
