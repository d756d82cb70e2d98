package io.quintet.runtime;

import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The object behind a contract's interface on the calling side. */
final class ContractProxy implements InvocationHandler {
    private final ContractModel contract;
    private final Map<Method, OperationClient> clients = new HashMap<>();

    private ContractProxy(ContractModel contract, Function<OperationModel, OperationClient> client) {
        this.contract = contract;
        contract.operations().forEach(operation -> clients.put(operation.method(), client.apply(operation)));
    }

    static <C> C of(Class<C> type, ContractModel contract, Function<OperationModel, OperationClient> client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new ContractProxy(contract, client)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a client equals just itself
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        OperationClient client = clients.get(method);
        if (client != null && arguments != null) {
            Object request = arguments[0];
            if (request == null) {
                throw new NullPointerException(contract.name() + "." + method.getName() + ": the request is null");
            }
            return client.invoke(request);
        }
        return switch (method.getName()) {
            case "toString" -> "client of contract " + contract.name();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    }
}
