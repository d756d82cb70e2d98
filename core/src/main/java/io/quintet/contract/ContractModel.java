package io.quintet.contract;

import java.lang.reflect.Method;
import java.util.List;

/**
 * A contract: its name and its operations, in the order of their names.
 *
 * @param name the name on the wire
 * @param type the interface
 * @param operations the operations
 */
public record ContractModel(String name, Class<?> type, List<OperationModel> operations) {
    /**
     * Reads a contract from its interface.
     *
     * @throws io.quintet.InvalidContractException when it contradicts itself, naming the method and the mend
     */
    public static ContractModel of(Class<?> type) {
        return new ContractReader(type).read();
    }

    /** The operation of a method, which must be one of the interface. */
    public OperationModel operation(Method method) {
        for (OperationModel operation : operations) {
            if (operation.method().equals(method)) {
                return operation;
            }
        }
        throw new IllegalArgumentException(method + " is not an operation of contract " + name);
    }
}
