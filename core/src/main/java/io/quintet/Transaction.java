package io.quintet;

import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the service's own database that the current thread runs in.
 *
 * <p>A handler reaches it by {@link #current()}: what it writes through {@link #connection()}, the id of the message it handles and
 * the messages it sends commit together. Confined to its thread; work handed to other threads is outside of it.
 */
public final class Transaction {
    private static final ThreadLocal<@Nullable Transaction> CURRENT = new ThreadLocal<>();

    private final Connection connection;

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The current one; an {@link IllegalStateException} that says what to do where there is none. */
    public static Transaction current() {
        Transaction current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException(
                    "no transaction on this thread (expected: inside a message handler of a service with"
                            + " database.url set, or inside Quintet.transact(...))");
        }
        return current;
    }

    /** The current one, if there is one. */
    public static Optional<Transaction> active() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The connection; commit, rollback and close are Quintet's. */
    public Connection connection() {
        return connection;
    }

    /** For service databases: binds a transaction to the thread until the scope is closed. */
    public static Scope bind(Connection connection) {
        Transaction outer = CURRENT.get();
        CURRENT.set(new Transaction(connection));
        return () -> {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        };
    }

    /** The time a transaction is bound to its thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /** Unbinds it. */
        @Override
        void close();
    }
}
