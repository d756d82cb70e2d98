package io.quintet.examples.fooddelivery.demo;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Kill one process of a role when so many orders are placed.
 *
 * @param order from 1
 */
record Kill(String role, int order) {
    @Override
    public String toString() {
        return role + "@" + order;
    }

    /** Reads {@code kitchen@200}. */
    static Kill parse(String text) {
        int at = text.indexOf('@');
        String role = at < 0 ? text : text.substring(0, at);
        if (!Role.names().contains(role)) {
            throw new TypeConversionException("\"" + text + "\": no process \"" + role + "\" (expected one of: "
                    + String.join(", ", Role.names()) + ")");
        }
        try {
            int order = Integer.parseInt(text.substring(at + 1));
            if (at >= 0 && order >= 1) {
                return new Kill(role, order);
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" (expected: name@order, such as kitchen@200)");
        }
        throw new TypeConversionException(
                "\"" + text + "\" (expected: name@order, the order from 1, such as kitchen@200)");
    }

    static final class Converter implements ITypeConverter<Kill> {
        @Override
        public Kill convert(String value) {
            return parse(value);
        }
    }
}
