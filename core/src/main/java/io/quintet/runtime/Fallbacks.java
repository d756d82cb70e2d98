package io.quintet.runtime;

import io.quintet.InvalidContractException;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Finds the methods that make what callers get where a service does not answer. */
final class Fallbacks {
    private Fallbacks() {}

    /** Clients of a contract's operations, those with a fallback where {@code fallback} has a method for them. */
    static Function<OperationModel, OperationClient> of(Class<?> type, Object fallback, Clients clients) {
        ContractModel contract = ContractModel.of(type);
        Map<String, HandlerMethod> methods = new HashMap<>();
        for (OperationModel operation : contract.operations()) {
            HandlerMethod method = operation.style().oneToMany() ? null : HandlerMethod.find(operation, fallback);
            if (method != null) {
                methods.put(operation.name(), method);
            }
        }
        if (methods.isEmpty()) {
            throw new InvalidContractException(fallback.getClass().getName()
                    + ": no public method for any one-to-one operation of " + contract.name()
                    + " (mend: name it as the operation, with the operation's parameter)");
        }
        return operation -> clients.of(operation, methods.get(operation.name()));
    }
}
