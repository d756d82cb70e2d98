package io.quintet.contract;

import io.quintet.InvalidContractException;
import io.quintet.Rpc;
import java.lang.reflect.Method;
import java.util.Locale;

/**
 * The shape of an operation in gRPC, which is that of the {@code .proto} written from its contract, or that it was generated from.
 *
 * @param protoPackage the contract's name, with {@code _} for {@code -}, unless {@link Rpc} says otherwise; empty for none
 * @param service the contract's name in camel case, whatever its interface is called on either side, unless {@link Rpc} says otherwise
 * @param method the operation's name, with a capital, unless {@link Rpc} says otherwise
 */
public record RpcModel(String protoPackage, String service, String method) {
    static RpcModel of(String contract, Class<?> type, Method operation) {
        Rpc service = type.getAnnotation(Rpc.class);
        Rpc method = operation.getAnnotation(Rpc.class);
        String name = operation.getName();
        String methodName = method == null
                ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                : named(method.value(), false, type.getSimpleName() + "." + name);
        if (service == null) {
            return new RpcModel(contract.replace('-', '_'), camelCase(contract), methodName);
        }
        String full = named(service.value(), true, type.getSimpleName());
        int dot = full.lastIndexOf('.');
        return new RpcModel(full.substring(0, Math.max(dot, 0)), full.substring(dot + 1), methodName);
    }

    private static String camelCase(String contract) {
        StringBuilder service = new StringBuilder(contract.length());
        for (int i = 0; i < contract.length(); i++) {
            char c = contract.charAt(i);
            if (c != '-') {
                service.append(i == 0 || contract.charAt(i - 1) == '-' ? Character.toUpperCase(c) : c);
            }
        }
        return service.toString();
    }

    /** It stands in a path, so nothing may be in it that a {@code .proto} would not allow. */
    private static String named(String name, boolean dotted, String where) {
        boolean starts = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            boolean dot = c == '.' && dotted;
            if (starts ? !letter : !letter && !digit && !dot) {
                throw refused(name, dotted, where);
            }
            starts = dot;
        }
        if (starts) {
            throw refused(name, dotted, where);
        }
        return name;
    }

    private static InvalidContractException refused(String name, boolean dotted, String where) {
        return new InvalidContractException(where + ": @Rpc(\"" + name + "\") (mend: use a name such as "
                + (dotted ? "acme.orders.v1.OrderService" : "GetOrder") + ")");
    }

    /** The path of the method, such as {@code /kitchen.Kitchen/FindTicket}. */
    public String path() {
        return "/" + qualified(service) + "/" + method;
    }

    /** The full name of a message or service of the same {@code .proto}. */
    public String qualified(String name) {
        return protoPackage.isEmpty() ? name : protoPackage + "." + name;
    }
}
