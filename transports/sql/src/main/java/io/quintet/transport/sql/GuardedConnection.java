package io.quintet.transport.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connection as a handler gets it: all but the end of the transaction, which is Quintet's. */
final class GuardedConnection implements InvocationHandler {
    private static final Set<String> OURS =
            Set.of("commit", "rollback", "close", "abort", "setAutoCommit", "setReadOnly", "setTransactionIsolation");

    private final Connection connection;

    private GuardedConnection(Connection connection) {
        this.connection = connection;
    }

    static Connection around(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                GuardedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new GuardedConnection(connection));
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
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
