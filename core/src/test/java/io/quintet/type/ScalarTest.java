package io.quintet.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTest {
    @ParameterizedTest
    @CsvSource({
        "BOOLEAN,true",
        "BYTE,-128",
        "SHORT,32767",
        "INT,-2147483648",
        "LONG,9223372036854775807",
        "FLOAT,0.1",
        "FLOAT,NaN",
        "DOUBLE,-1.0E-5",
        "DOUBLE,Infinity",
        "TEXT,a b",
        "BYTES,AQID",
        "DECIMAL,1.50",
        "BIG_INTEGER,-123456789012345678901234567890",
        "UUID,00000000-0000-0001-0000-000000000002",
        "URI,http://a/b?c",
        "INSTANT,2026-01-31T12:00:00.000000001Z",
        "OFFSET_DATE_TIME,2026-01-31T12:00:00+01:00",
        "ZONED_DATE_TIME,2026-01-31T12:00:00+01:00[Europe/Paris]",
        "LOCAL_DATE_TIME,2026-01-31T12:00:00",
        "LOCAL_DATE,2026-01-31",
        "LOCAL_TIME,12:00:00",
        "DURATION,PT-1.5S"
    })
    void prints_what_it_parses(Scalar kind, String text) {
        Object value = kind.parse(text);
        assertThat(value).isInstanceOf(kind.type());
        assertThat(kind.print(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOLEAN,TRUE",
        "BYTE,128",
        "INT,1.0",
        "LONG,9223372036854775808",
        "FLOAT,1e99",
        "FLOAT,0x1p3",
        "DOUBLE,1e999",
        "DOUBLE,1d",
        "DOUBLE,' 1'",
        "BYTES,'?'",
        "DECIMAL,1e1000000000",
        "DECIMAL,1e-1001",
        "DECIMAL,1e99999999999",
        "BIG_INTEGER,1.0",
        "UUID,1-1-1-1-1",
        "URI,a b",
        "INSTANT,2026-01-31",
        "LOCAL_DATE,2026-02-30",
        "DURATION,5s"
    })
    void parses_nothing_else(Scalar kind, String text) {
        assertThat(kind.parse(text)).isNull();
    }

    @Test
    void numbers_have_at_most_a_thousand_digits() {
        String longest = "9".repeat(Limits.MAX_DIGITS);
        assertThat(Scalar.BIG_INTEGER.parse("-" + longest)).isEqualTo(new BigInteger("-" + longest));
        assertThat(Scalar.BIG_INTEGER.parse(longest + "9")).isNull();
        assertThat(Scalar.DECIMAL.parse("0." + longest)).isEqualTo(new BigDecimal("0." + longest));
        assertThat(Scalar.DECIMAL.parse("9".repeat(10_000_000))).isNull();
    }

    @Test
    void times_are_printed_with_seconds_so_that_other_readers_of_rfc_3339_take_them() {
        assertThat(Scalar.OFFSET_DATE_TIME.print(OffsetDateTime.parse("2026-01-31T12:00Z")))
                .isEqualTo("2026-01-31T12:00:00Z");
        assertThat(Scalar.LOCAL_TIME.print(LocalTime.NOON)).isEqualTo("12:00:00");
        assertThat(Scalar.ZONED_DATE_TIME.print(ZonedDateTime.parse("2026-01-31T12:00Z[UTC]")))
                .isEqualTo("2026-01-31T12:00:00Z[UTC]");
    }

    @Test
    void primitives_and_boxes_are_of_one_kind() {
        assertThat(Scalar.of(int.class)).isEqualTo(Scalar.INT).isEqualTo(Scalar.of(Integer.class));
        assertThat(Scalar.of(char.class)).isNull();
        assertThat(TextType.of(Object.class)).isNull();
    }
}
