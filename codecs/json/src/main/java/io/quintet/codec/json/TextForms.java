package io.quintet.codec.json;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The shapes of types that JSON carries as text in a form of their own: times, ids, enum constants, bytes. */
final class TextForms {
    static final Map<Class<?>, TextForm> ALL = Map.ofEntries(
            entry(Instant.class, "a time such as 2026-01-31T12:00:00Z", Instant::toString, Instant::parse),
            entry(
                    OffsetDateTime.class,
                    "a time such as 2026-01-31T12:00:00+01:00",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME::format,
                    OffsetDateTime::parse),
            entry(
                    ZonedDateTime.class,
                    "a time such as 2026-01-31T12:00:00+01:00[Europe/Paris]",
                    DateTimeFormatter.ISO_ZONED_DATE_TIME::format,
                    ZonedDateTime::parse),
            entry(
                    LocalDateTime.class,
                    "a time such as 2026-01-31T12:00:00",
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME::format,
                    LocalDateTime::parse),
            entry(LocalDate.class, "a date such as 2026-01-31", LocalDate::toString, LocalDate::parse),
            entry(
                    LocalTime.class,
                    "a time of day such as 12:00:00",
                    DateTimeFormatter.ISO_LOCAL_TIME::format,
                    LocalTime::parse),
            entry(Duration.class, "a duration such as PT2S", Duration::toString, Duration::parse),
            entry(UUID.class, "a UUID", UUID::toString, TextForms::uuid),
            entry(URI.class, "a URI", URI::toString, URI::create));

    private TextForms() {}

    /** A type with one text form; parsing throws a RuntimeException for a text that is none. */
    record TextForm(String expected, Function<Object, String> print, Function<String, Object> parse) implements Shape {
        @Override
        public void write(JsonGenerator out, Object value) {
            out.writeString(print.apply(value));
        }

        @Override
        public Object read(JsonParser in) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw Misfit.at(in, expected);
            }
            return parse(in, in.getString());
        }

        Object parse(JsonParser in, String text) {
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw Misfit.text(in, text, expected);
            }
        }
    }

    /** Names of constants, as declared. */
    static TextForm ofEnum(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        String names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList()
                .toString();
        return new TextForm("one of " + names, constant -> ((Enum<?>) constant).name(), text -> {
            @Nullable Object constant = constants.get(text);
            if (constant == null) {
                throw new IllegalArgumentException(text);
            }
            return constant;
        });
    }

    // UUID.fromString takes shorter groups too, so that two texts would name one id
    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException(text);
        }
        return UUID.fromString(text);
    }

    @SuppressWarnings("unchecked") // the shape is found by the class of the value
    private static <T> Map.Entry<Class<?>, TextForm> entry(
            Class<T> type, String expected, Function<T, String> print, Function<String, T> parse) {
        return Map.entry(
                type, new TextForm(expected, (Function<Object, String>) (Function<?, String>) print, parse::apply));
    }
}
