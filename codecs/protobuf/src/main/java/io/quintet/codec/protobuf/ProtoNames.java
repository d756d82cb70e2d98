package io.quintet.codec.protobuf;

import io.quintet.InvalidContractException;
import java.util.Locale;

/** Names as the style guide of Protocol Buffers has them; what a record's components and an enum's constants are called unless told otherwise. */
public final class ProtoNames {
    private ProtoNames() {}

    /** Of a field: {@code orderId} is {@code order_id}. */
    public static String field(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && (i == 0 || !((c >= '0' && c <= '9') || c == '_'))) {
                throw new InvalidContractException(name
                        + ": not a name in Protocol Buffers (mend: use letters of ASCII, digits and _, a"
                        + " letter first)");
            }
            boolean begins = i > 0
                    && Character.isUpperCase(c)
                    && name.charAt(i - 1) != '_'
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            out.append(begins ? "_" : "").append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    /** Of a constant, which needs its enum's name, since an enum is no scope for its constants: {@code SIZE_LARGE}. */
    public static String constant(String type, String name) {
        return (field(type) + "_"
                        + field(name.toUpperCase(Locale.ROOT).equals(name) ? name.toLowerCase(Locale.ROOT) : name))
                .toUpperCase(Locale.ROOT);
    }

    /** Of the message that holds a list or map within another: {@code ListOfString}, {@code MapOfStringToInt32}. */
    static String items(String label, String type) {
        if (!label.isEmpty()) {
            return "ListOf" + capital(type);
        }
        String[] parts = type.substring("map<".length(), type.length() - 1).split(", ", 2);
        return "MapOf" + capital(parts[0]) + "To" + capital(parts[1]);
    }

    private static String capital(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.substring(0, 1).toUpperCase(Locale.ROOT) + simple.substring(1);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
