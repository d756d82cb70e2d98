package io.quintet.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that fit into a path or a query: those with one plain text form. */
public final class SimpleType {
    private record Entry(String expected, Function<String, Object> parse) {}

    private static final Map<Class<?>, Entry> TABLE = Map.ofEntries(
            Map.entry(String.class, new Entry("text", text -> text)),
            Map.entry(int.class, new Entry("an integer of 32 bits", Integer::valueOf)),
            Map.entry(Integer.class, new Entry("an integer of 32 bits", Integer::valueOf)),
            Map.entry(long.class, new Entry("an integer of 64 bits", Long::valueOf)),
            Map.entry(Long.class, new Entry("an integer of 64 bits", Long::valueOf)),
            Map.entry(double.class, new Entry("a number", Double::valueOf)),
            Map.entry(Double.class, new Entry("a number", Double::valueOf)),
            Map.entry(boolean.class, new Entry("true or false", SimpleType::bool)),
            Map.entry(Boolean.class, new Entry("true or false", SimpleType::bool)),
            Map.entry(BigDecimal.class, new Entry("a number", BigDecimal::new)),
            Map.entry(BigInteger.class, new Entry("an integer", BigInteger::new)),
            Map.entry(UUID.class, new Entry("a UUID", SimpleType::uuid)),
            Map.entry(Instant.class, new Entry("a time such as 2026-01-31T12:00:00Z", Instant::parse)),
            Map.entry(
                    OffsetDateTime.class, new Entry("a time such as 2026-01-31T12:00:00+01:00", OffsetDateTime::parse)),
            Map.entry(LocalDateTime.class, new Entry("a time such as 2026-01-31T12:00:00", LocalDateTime::parse)),
            Map.entry(LocalDate.class, new Entry("a date such as 2026-01-31", LocalDate::parse)),
            Map.entry(Duration.class, new Entry("a duration such as PT2S", Duration::parse)));

    private SimpleType() {}

    /** Whether values of the type fit. */
    public static boolean is(Class<?> type) {
        return type.isEnum() || TABLE.containsKey(type);
    }

    /** What text of the type looks like, for messages. */
    public static String expected(Class<?> type) {
        Entry entry = TABLE.get(type);
        return entry != null ? entry.expected : "one of " + java.util.Arrays.toString(type.getEnumConstants());
    }

    /** The value that a text stands for, or null where it stands for none. */
    public static @Nullable Object parse(Class<?> type, String text) {
        Entry entry = TABLE.get(type);
        if (entry == null) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return constant;
                }
            }
            return null;
        }
        try {
            return entry.parse.apply(text);
        } catch (RuntimeException e) {
            return null; // every parser of the table throws just for text that is none of its type
        }
    }

    /** The plain form only; the JDK's parser also takes shortened groups. */
    private static Object uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }

    private static Object bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
