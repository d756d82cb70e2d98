package io.quintet.runtime;

import io.quintet.AsyncOperation;
import io.quintet.DomainException;
import io.quintet.InvalidContractException;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a method reference names, by calling the reference on an object that remembers the method. */
final class ReferencedOperation {
    private ReferencedOperation() {}

    @SuppressWarnings("NullAway") // the recording object never looks at the request
    static <C, Q, R> OperationModel of(Class<C> type, AsyncOperation<C, Q, R> reference) {
        ContractModel contract = ContractModel.of(type);
        AtomicReference<@Nullable Method> called = new AtomicReference<>();
        Object recorder =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    called.set(method);
                    return method.getReturnType().isAssignableFrom(CompletableFuture.class)
                            ? new CompletableFuture<>()
                            : null;
                });
        try {
            reference.on(type.cast(recorder), null);
        } catch (DomainException e) {
            throw new IllegalStateException("the recording object throws nothing", e);
        }
        Method method = called.get();
        if (method == null) {
            throw new InvalidContractException(type.getSimpleName()
                    + ": the reference calls no operation (mend: pass one as in Kitchen::createTicket)");
        }
        return contract.operation(method);
    }
}
