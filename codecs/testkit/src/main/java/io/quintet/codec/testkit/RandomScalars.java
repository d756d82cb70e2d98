package io.quintet.codec.testkit;

import io.quintet.type.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random single values, such as every format can carry: finite numbers, characters of XML 1.0, years of four digits. */
final class RandomScalars {
    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "0",
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\"",
            "'",
            "\\",
            "/",
            "<",
            ">",
            "&",
            "]]>",
            "&amp;",
            "%",
            "\u00e9",
            "\u4e16",
            "\u2028",
            "\ufffd",
            "\ud83c\udf55",
            "\u007f",
            "\u0085");
    private static final List<String> ZONES = List.of("Europe/Paris", "UTC", "America/New_York", "Z", "+05:30");
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long FIRST_SECOND = -62_135_596_800L;

    private final Random random;

    RandomScalars(Random random) {
        this.random = random;
    }

    Object next(Scalar kind) {
        return switch (kind) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> float32();
            case DOUBLE -> float64();
            case TEXT -> text();
            case BYTES -> bytes();
            case DECIMAL -> new BigDecimal(integer(), random.nextInt(-20, 40));
            case BIG_INTEGER -> integer();
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case URI -> URI.create("http://host/" + random.nextInt(1000) + (random.nextBoolean() ? "?a=b&c=%20" : ""));
            case INSTANT -> instant();
            case OFFSET_DATE_TIME -> OffsetDateTime.ofInstant(instant(), offset());
            case ZONED_DATE_TIME ->
                ZonedDateTime.ofInstant(instant(), ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
            case LOCAL_DATE_TIME -> LocalDateTime.of(date(), time());
            case LOCAL_DATE -> date();
            case LOCAL_TIME -> time();
            case DURATION -> Duration.ofSeconds(random.nextLong(-315_576_000_000L, 315_576_000_000L), nanos());
        };
    }

    private long whole(long least, long most) {
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> 0;
            case 3 -> random.nextInt(-100, 100);
            default -> random.nextLong(least, most);
        };
    }

    private float float32() {
        float value = random.nextInt(4) == 0 ? random.nextInt(-100, 100) : Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : Float.MIN_VALUE;
    }

    private double float64() {
        double value = random.nextInt(4) == 0 ? random.nextInt(-100, 100) : Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.MAX_VALUE;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString().repeat(random.nextInt(50) == 0 ? 150 : 1);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private BigInteger integer() {
        return random.nextInt(4) == 0
                ? BigInteger.valueOf(random.nextInt(-5, 5))
                : new BigInteger(random.nextInt(1, 400), random).subtract(BigInteger.TWO.pow(100));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(FIRST_SECOND + 86_400, LAST_SECOND - 86_400), nanos());
    }

    private int nanos() {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000) * 1_000_000;
            default -> random.nextInt(1_000_000_000);
        };
    }

    private ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(random.nextInt(-28, 29) * 1800);
    }

    private LocalDate date() {
        return LocalDate.ofEpochDay(random.nextLong(-700_000, 2_900_000));
    }

    private LocalTime time() {
        return LocalTime.ofSecondOfDay(random.nextInt(86_400)).withNano(nanos());
    }
}
