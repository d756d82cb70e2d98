package io.quintet.transport.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection as a handler gets it: all but the end of the transaction, which is Quintet's. It knows when the handler could execute
 * something, so that what is put into the outbox meanwhile can wait for company. For one thread at a time.
 */
final class GuardedConnection implements InvocationHandler {
    private static final Set<String> OURS =
            Set.of("commit", "rollback", "close", "abort", "setAutoCommit", "setReadOnly", "setTransactionIsolation");
    private static final Set<String> HARMLESS = Set.of("equals", "hashCode", "toString", "isClosed", "isValid");

    private final Connection connection;
    private final Before before;
    private final Connection proxy;
    private final List<Statement> statements = new ArrayList<>();

    /**
     * Around a connection.
     *
     * @param before called before anything is done over it
     */
    GuardedConnection(Connection connection, Before before) {
        this.connection = connection;
        this.before = before;
        this.proxy = (Connection) Proxy.newProxyInstance(
                GuardedConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    /** What comes first. */
    @FunctionalInterface
    interface Before {
        void run() throws SQLException;
    }

    Connection proxy() {
        return proxy;
    }

    /** Whether nothing can be executed but by calling the connection again: every statement that it gave out is closed. */
    boolean idle() throws SQLException {
        forgetClosed();
        return statements.isEmpty();
    }

    private void forgetClosed() throws SQLException {
        while (!statements.isEmpty() && statements.getLast().isClosed()) {
            statements.removeLast();
        }
    }

    /** Forgets the statements of the transaction before. */
    void reset() {
        statements.clear();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean savepoint = method.getName().equals("rollback") && method.getParameterCount() == 1;
        if (OURS.contains(method.getName()) && !savepoint) {
            throw new IllegalStateException("Connection." + method.getName()
                    + " inside a Quintet transaction (expected: return to commit, throw to roll back)");
        }
        if (method.getName().equals("getAutoCommit")) {
            return false;
        }
        if (!HARMLESS.contains(method.getName())) {
            before.run();
        }
        try {
            Object result = method.invoke(connection, arguments);
            if (result instanceof Statement statement) {
                forgetClosed();
                statements.add(statement);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
