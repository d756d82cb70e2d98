package io.quintet.generator;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of documents as names of Java. */
final class Names {
    /** What Java does not let a record's component be called, and what would hide a method that every object has. */
    private static final Set<String> TAKEN =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "equals");

    private Names() {}

    /** Whether no component can have the name. */
    static boolean taken(String name) {
        return TAKEN.contains(name);
    }

    /** Of a component, method or parameter: {@code order_id} is {@code orderId}. */
    static String member(String name) {
        String camel = camel(name, false);
        return legal(TAKEN.contains(camel) ? camel + "_" : camel);
    }

    /** Of a type: {@code card_payment} is {@code CardPayment}. */
    static String type(String name) {
        return legal(camel(name, true));
    }

    /** Of a constant: {@code in-stock} is {@code IN_STOCK}. */
    static String constant(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            out.append(begins ? "_" : "").append(isPart(c) ? c : '_');
        }
        return legal(out.toString().toUpperCase(Locale.ROOT));
    }

    /** Of a contract: {@code OrderService} is {@code order-service}. */
    static String contract(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = i > 0
                    && Character.isUpperCase(c)
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            boolean gap = !isPart(c) || c == '_';
            boolean open = !out.isEmpty() && out.charAt(out.length() - 1) != '-';
            out.append((begins || gap) && open ? "-" : "").append(gap ? "" : String.valueOf(c));
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static String camel(String name, boolean capital) {
        StringBuilder out = new StringBuilder();
        boolean up = capital;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isPart(c) || c == '_') {
                up = !out.isEmpty() || capital;
            } else {
                boolean first = out.isEmpty();
                out.append(up ? Character.toUpperCase(c) : first ? Character.toLowerCase(c) : c);
                up = Character.isDigit(c) && name.indexOf('_') >= 0;
            }
        }
        return out.toString();
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static String legal(String name) {
        String begun = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return SourceVersion.isKeyword(begun, SourceVersion.RELEASE_21) || begun.equals("_") ? begun + "_" : begun;
    }
}
