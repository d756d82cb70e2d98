package io.quintet.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds of single values; the one table of their classes, their text forms, and the words that messages use for them. */
@SuppressWarnings("ImmutableEnumChecker") // the functions are pure
public enum Scalar implements TextType {
    BOOLEAN(Boolean.class, boolean.class, "true or false", 5, String::valueOf, Texts::truth),
    BYTE(Byte.class, byte.class, "an integer of 8 bits", 100, String::valueOf, Byte::valueOf),
    SHORT(Short.class, short.class, "an integer of 16 bits", 100, String::valueOf, Short::valueOf),
    INT(Integer.class, int.class, "an integer of 32 bits", 100, String::valueOf, Integer::valueOf),
    LONG(Long.class, long.class, "an integer of 64 bits", 100, String::valueOf, Long::valueOf),
    FLOAT(Float.class, float.class, "a number of 32 bits", Limits.MAX_NUMBER, String::valueOf, Texts::float32),
    DOUBLE(Double.class, double.class, "a number", Limits.MAX_NUMBER, String::valueOf, Texts::float64),
    TEXT(String.class, "text", Limits.MAX_TEXT, text -> text, text -> text),
    BYTES(
            byte[].class,
            "bytes in base64",
            Limits.MAX_TEXT,
            Base64.getEncoder()::encodeToString,
            Base64.getDecoder()::decode),
    DECIMAL(BigDecimal.class, "a number", Limits.MAX_NUMBER, BigDecimal::toString, Texts::decimal),
    BIG_INTEGER(BigInteger.class, "an integer", Limits.MAX_NUMBER, BigInteger::toString, Texts::integer),
    UUID(UUID.class, "a UUID", 36, java.util.UUID::toString, Texts::uuid),
    URI(URI.class, "a URI", Limits.MAX_TEXT, java.net.URI::toString, java.net.URI::create),
    INSTANT(Instant.class, "a time such as 2026-01-31T12:00:00Z", 100, Instant::toString, Instant::parse),
    OFFSET_DATE_TIME(
            OffsetDateTime.class,
            "a time such as 2026-01-31T12:00:00+01:00",
            100,
            DateTimeFormatter.ISO_OFFSET_DATE_TIME::format,
            OffsetDateTime::parse),
    ZONED_DATE_TIME(
            ZonedDateTime.class,
            "a time such as 2026-01-31T12:00:00+01:00[Europe/Paris]",
            100,
            DateTimeFormatter.ISO_ZONED_DATE_TIME::format,
            ZonedDateTime::parse),
    LOCAL_DATE_TIME(
            LocalDateTime.class,
            "a time such as 2026-01-31T12:00:00",
            100,
            DateTimeFormatter.ISO_LOCAL_DATE_TIME::format,
            LocalDateTime::parse),
    LOCAL_DATE(LocalDate.class, "a date such as 2026-01-31", 100, LocalDate::toString, LocalDate::parse),
    LOCAL_TIME(
            LocalTime.class,
            "a time of day such as 12:00:00",
            100,
            DateTimeFormatter.ISO_LOCAL_TIME::format,
            LocalTime::parse),
    DURATION(Duration.class, "a duration such as PT2S", 100, Duration::toString, Duration::parse);

    private static final Map<Class<?>, Scalar> BY_CLASS = new HashMap<>();

    static {
        for (Scalar scalar : values()) {
            BY_CLASS.put(scalar.type, scalar);
            if (scalar.primitive != null) {
                BY_CLASS.put(scalar.primitive, scalar);
            }
        }
    }

    private final Class<?> type;
    private final @Nullable Class<?> primitive;
    private final String expected;
    private final int longest;
    private final Function<Object, String> print;
    private final Function<String, ?> parse;

    <T> Scalar(Class<T> type, String expected, int longest, Function<T, String> print, Function<String, T> parse) {
        this(type, null, expected, longest, print, parse);
    }

    @SuppressWarnings("unchecked") // print is given just values of the type
    <T> Scalar(
            Class<T> type,
            @Nullable Class<T> primitive,
            String expected,
            int longest,
            Function<T, String> print,
            Function<String, T> parse) {
        this.type = type;
        this.primitive = primitive;
        this.expected = expected;
        this.longest = longest;
        this.print = (Function<Object, String>) (Function<?, String>) print;
        this.parse = parse;
    }

    /** The kind of a class, or null; primitives and their boxes are of one kind. */
    public static @Nullable Scalar of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    /** The class of its values; of numbers and truth values the box. */
    public Class<?> type() {
        return type;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public String print(Object value) {
        return print.apply(value);
    }

    @Override
    public @Nullable Object parse(String text) {
        if (text.length() > longest) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            return null; // every parser of the table throws just for text that is none of its kind
        }
    }

    /** Whether its values are whole numbers of at most 64 bits. */
    public boolean integer() {
        return this == BYTE || this == SHORT || this == INT || this == LONG;
    }

    /** Whether formats without a kind of their own for it carry its text: ids and times. */
    public boolean textForm() {
        return compareTo(UUID) >= 0;
    }
}
