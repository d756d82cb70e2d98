package io.quintet.transport.sql;

import io.quintet.transport.sql.StoreException.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a PostgreSQL server, for one thread at a time; one that was lost is made anew, with a backoff. */
final class Postgres implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** How much later than it ends a transaction that lies a server that is busy may have let go of its locks. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PostgresAddress address;
    private final List<String> session;

    private @Nullable Connection connection;
    private boolean inTransaction;
    private boolean relaxed;
    private boolean closed;
    private long versions;
    private long backoff = FIRST_BACKOFF_NANOS;
    private long lastTry;
    private @Nullable SQLException lastRefusal;

    private Postgres(PostgresAddress address, List<String> session) {
        this.address = address;
        this.session = session;
    }

    /**
     * Connects.
     *
     * @param schema where its tables are
     * @param patience how long this process may let a transaction lie before the server ends it: one that is paused must not keep the
     *     others from their locks. These wait for longer than that, so that a pause of one is no failure of another
     */
    static Postgres open(PostgresAddress address, String schema, Durability durability, Duration patience) {
        return open(address, List.of("SET search_path TO " + schema), durability, patience);
    }

    /** Connects; the tables are where the server or the URL says. */
    static Postgres open(PostgresAddress address, Durability durability, Duration patience) {
        return open(address, List.of(), durability, patience);
    }

    private static Postgres open(
            PostgresAddress address, List<String> first, Durability durability, Duration patience) {
        List<String> session = new ArrayList<>(first);
        session.addAll(List.of(
                "SET synchronous_commit TO " + (durability == Durability.POWER_LOSS ? "on" : "off"),
                // each statement finds its rows by an index and in its order; a server that plans one while the table
                // is small reads it from end to end, or sorts what it found, and keeps to that when it has grown
                "SET enable_seqscan TO off",
                "SET enable_sort TO off",
                "SET jit TO off", // a plan with what was to be avoided counts as one so dear that it must be compiled
                "SET lock_timeout TO " + patience.plus(MARGIN).toMillis(),
                "SET idle_in_transaction_session_timeout TO " + patience.toMillis()));
        Postgres postgres = new Postgres(address, session);
        try {
            postgres.connection();
            return postgres;
        } catch (SQLException e) {
            throw postgres.failure(e);
        }
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    public Connection connection() throws SQLException {
        Connection now = connection;
        if (now == null) {
            if (inTransaction) {
                throw new SQLException("the connection was lost in the middle of a transaction", "08006");
            }
            now = connect();
            connection = now;
        }
        return now;
    }

    private Connection connect() throws SQLException {
        if (closed) {
            throw new SQLException("closed", "08003");
        }
        SQLException before = lastRefusal;
        if (before != null && System.nanoTime() - lastTry < backoff) {
            throw before;
        }
        lastTry = System.nanoTime();
        try {
            Connection made = DriverManager.getConnection(address.url(), address.properties(SILENCE));
            try (Statement statement = made.createStatement()) {
                statement.execute(String.join("; ", session));
            } catch (SQLException e) {
                made.close();
                throw e;
            }
            if (before != null && PostgresErrors.kind(before) != Kind.STANDBY) {
                LOG.info("{}: connected again", address);
            }
            lastRefusal = null;
            backoff = FIRST_BACKOFF_NANOS;
            return made;
        } catch (SQLException e) {
            backoff = before == null ? FIRST_BACKOFF_NANOS : Math.min(2 * backoff, LONGEST_BACKOFF_NANOS);
            // nothing was sent, whatever the driver calls it
            boolean login = PostgresErrors.kind(e) != Kind.CONNECTION_LOST;
            lastRefusal = login ? e : new SQLException(e.getMessage(), "08001", e);
            throw lastRefusal;
        }
    }

    @Override
    public StoreException failure(SQLException cause) {
        StoreException failure = StoreException.of(address.toString(), cause);
        switch (failure.kind()) {
            case CONNECTION_LOST, NO_CONNECTION -> abandon();
            case STANDBY -> leave(cause);
            default -> {}
        }
        return failure;
    }

    /** The address may lead to the primary by now, or soon. */
    @SuppressWarnings("ReferenceEquality") // not what was said before and is just said again
    private void leave(SQLException refusal) {
        if (refusal != lastRefusal) {
            abandon();
            lastRefusal = refusal;
            lastTry = System.nanoTime();
            backoff = LONGEST_BACKOFF_NANOS;
        }
    }

    private void abandon() {
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            try {
                lost.close();
            } catch (SQLException e) {
                LOG.debug("{}: close: {}", address, e.toString());
            }
        }
    }

    /** The server does not say; it changes always. */
    @Override
    public long version() {
        return ++versions;
    }

    @Override
    public void begin() {
        try {
            connection().setAutoCommit(false); // the driver sends BEGIN along with the first statement
            inTransaction = true;
            relaxed = false;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Said along with the commit, which costs no round trip of its own. */
    @Override
    public void relax() {
        relaxed = true;
    }

    @Override
    public void commit() {
        try {
            Connection now = connection();
            if (relaxed) {
                try (Statement statement = now.createStatement()) {
                    statement.execute("SET LOCAL synchronous_commit TO off; COMMIT");
                }
            } else {
                now.commit();
            }
            now.setAutoCommit(true);
            inTransaction = false;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void rollback() {
        inTransaction = false;
        Connection now = connection;
        if (now == null) {
            return;
        }
        try {
            if (now.getAutoCommit()) {
                abandon(); // a transaction that was begun and ended by statements may still be open
                return;
            }
            now.rollback();
            now.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("{}: rollback: {}", address, e.toString());
            abandon();
        }
    }

    @Override
    public void close() {
        closed = true;
        abandon();
    }
}
