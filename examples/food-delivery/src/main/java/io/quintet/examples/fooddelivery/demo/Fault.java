package io.quintet.examples.fooddelivery.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A service fails while some of the orders are placed.
 *
 * @param service one that orders can do without
 * @param orders while which; null for whoever has an overview to choose
 */
record Fault(Role service, FaultMode mode, @Nullable Range orders) {
    private static final Pattern SHAPE = Pattern.compile("([^=@]*)=([^@]*)(?:@(.*))?");
    private static final Pattern ORDERS = Pattern.compile("([1-9][0-9]{0,8})\\.\\.([1-9][0-9]{0,8})");

    /** Begins when {@code from} orders are placed, and ends when {@code to} are. */
    record Range(int from, int to) {
        /** One order before the circuit has opened, and one after. */
        static final int LEAST = 2;

        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    @Override
    public String toString() {
        return service.name() + "=" + mode + (orders == null ? "" : "@" + orders);
    }

    /** Reads {@code kitchen=timing:2s@100..200}. */
    static Fault parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw wrong(
                    text,
                    "(expected: SERVICE=MODE[:ARGUMENT][@FROM..TO], such as kitchen=timing:2s or"
                            + " kitchen=omission:30%@100..200)");
        }
        try {
            return new Fault(service(parts.group(1)), FaultMode.parse(parts.group(2)), range(parts.group(3)));
        } catch (TypeConversionException e) {
            throw wrong(text, String.valueOf(e.getMessage()));
        }
    }

    private static Role service(String name) {
        Role role = Role.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (role != null && role.spared() != null) {
            return role;
        }
        String what = role == null ? "no service \"" + name + "\"" : "no order is placed without " + name;
        throw new TypeConversionException(what + " (expected one of: " + String.join(", ", Role.sparedNames())
                + (role == null ? ")" : "; --kill kills any)"));
    }

    private static @Nullable Range range(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher numbers = ORDERS.matcher(text);
        if (numbers.matches()) {
            Range range = new Range(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
            if (range.to() - range.from() >= Range.LEAST) {
                return range;
            }
        }
        throw new TypeConversionException("orders \"" + text + "\" (expected: FROM..TO, FROM from 1 and TO at least "
                + Range.LEAST + " more, such as 100..200)");
    }

    private static TypeConversionException wrong(String text, String why) {
        return new TypeConversionException("\"" + text + "\": " + why);
    }

    static final class Converter implements ITypeConverter<Fault> {
        @Override
        public Fault convert(String value) {
            return parse(value);
        }
    }
}
