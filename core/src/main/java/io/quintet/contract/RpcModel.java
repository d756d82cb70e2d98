package io.quintet.contract;

import java.util.Locale;

/**
 * The shape of an operation in gRPC, which is that of the {@code .proto} written from its contract.
 *
 * @param protoPackage the contract's name, with {@code _} for {@code -}
 * @param service the contract's name in camel case, whatever its interface is called on either side
 * @param method the operation's name, with a capital
 */
public record RpcModel(String protoPackage, String service, String method) {
    static RpcModel of(String contract, String operation) {
        StringBuilder service = new StringBuilder(contract.length());
        for (int i = 0; i < contract.length(); i++) {
            char c = contract.charAt(i);
            if (c != '-') {
                service.append(i == 0 || contract.charAt(i - 1) == '-' ? Character.toUpperCase(c) : c);
            }
        }
        return new RpcModel(
                contract.replace('-', '_'),
                service.toString(),
                operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1));
    }

    /** The path of the method, such as {@code /kitchen.Kitchen/FindTicket}. */
    public String path() {
        return "/" + qualified(service) + "/" + method;
    }

    /** The full name of a message or service of the same {@code .proto}. */
    public String qualified(String name) {
        return protoPackage + "." + name;
    }
}
