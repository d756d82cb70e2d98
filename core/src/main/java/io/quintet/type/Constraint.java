package io.quintet.type;

import io.quintet.Bounds;
import io.quintet.InvalidContractException;
import io.quintet.Required;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one component of a record must be.
 *
 * @param required whether it has a value
 * @param bounds within which bounds; null for any
 */
record Constraint(boolean required, @Nullable Bounds bounds) {
    /** That of a component; null for none. */
    static @Nullable Constraint of(RecordComponent declared, Component component) {
        Required required = declared.getAnnotation(Required.class);
        Bounds bounds = declared.getAnnotation(Bounds.class);
        if (required != null && component.primitive()) {
            throw wrong(declared, "@Required on a primitive, which has a value always", "drop it, or use a box");
        }
        if (bounds != null && !measurable(component.type())) {
            throw wrong(
                    declared,
                    "@Bounds on a " + declared.getType().getSimpleName(),
                    "use it on numbers, texts, lists, sets or maps");
        }
        if (bounds != null && bounds.least() > bounds.most()) {
            throw wrong(
                    declared, "@Bounds from " + bounds.least() + " to " + bounds.most(), "let least be the smaller");
        }
        return required == null && bounds == null ? null : new Constraint(required != null, bounds);
    }

    private static InvalidContractException wrong(RecordComponent declared, String what, String mend) {
        return new InvalidContractException(declared.getDeclaringRecord().getSimpleName() + "." + declared.getName()
                + ": " + what + " (mend: " + mend + ")");
    }

    private static boolean measurable(TypeModel type) {
        return switch (type) {
            case Scalar scalar ->
                switch (scalar) {
                    case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL, BIG_INTEGER, TEXT -> true;
                    default -> false;
                };
            case ListType list -> true;
            case SetType set -> true;
            case MapType map -> true;
            case OptionalType optional -> measurable(optional.value());
            default -> false;
        };
    }

    /** What is wrong with a value, or null. */
    @Nullable
    String complaint(@Nullable Object value) {
        if (required && missing(value)) {
            return (value instanceof CharSequence ? "\"\"" : value == null ? "null" : "empty") + " (expected: a value)";
        }
        Object measured = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (bounds == null || measured == null || within(measured, bounds)) {
            return null;
        }
        return shown(measured) + " (expected: " + expected(bounds) + ")";
    }

    private static boolean missing(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case CharSequence text -> text.isEmpty();
            case Collection<?> some -> some.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Optional<?> optional -> optional.isEmpty();
            default -> false;
        };
    }

    private static boolean within(Object value, Bounds bounds) {
        return switch (value) {
            case Double number -> number >= bounds.least() && number <= bounds.most();
            case Float number -> number >= bounds.least() && number <= bounds.most();
            case BigDecimal number ->
                number.compareTo(BigDecimal.valueOf(bounds.least())) >= 0
                        && number.compareTo(BigDecimal.valueOf(bounds.most())) <= 0;
            case BigInteger number ->
                number.compareTo(BigInteger.valueOf(bounds.least())) >= 0
                        && number.compareTo(BigInteger.valueOf(bounds.most())) <= 0;
            case Number number -> number.longValue() >= bounds.least() && number.longValue() <= bounds.most();
            default -> size(value) >= bounds.least() && size(value) <= bounds.most();
        };
    }

    private static int size(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> some -> some.size();
            case Map<?, ?> map -> map.size();
            default -> throw new IllegalArgumentException(value.getClass() + " has no size");
        };
    }

    private static String shown(Object value) {
        return value instanceof Number
                ? value.toString()
                : size(value) + (value instanceof CharSequence ? " characters" : " elements");
    }

    private static String expected(Bounds bounds) {
        if (bounds.least() == Long.MIN_VALUE) {
            return "at most " + bounds.most();
        }
        return bounds.most() == Long.MAX_VALUE
                ? "at least " + bounds.least()
                : "from " + bounds.least() + " to " + bounds.most();
    }
}
