package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
    private static final List<String> OFFERED =
            List.of("application/json", "application/xml", "application/x-protobuf", "text/plain");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/xml|1",
                "Application/XML|1",
                "application/xml; charset=utf-8|1",
                "application/xml;charset=\"UTF-8\"|1",
                "application/xml;charset=latin1|-1",
                "application/*|0",
                "text/*|3",
                "*/*|0",
                "image/png|-1",
                "image/png, */*;q=0.1|0",
                "application/json;q=0.5, application/xml|1",
                "application/json;q=0.5, application/xml;q=0.4|0",
                "application/json;q=0.499,application/xml;q=0.5|1",
                "application/xml, */*|1",
                "*/*, application/xml|1",
                "application/json;q=0, */*|1",
                "*/*;q=0.8, application/*;q=0.2, text/plain;q=0.1|0",
                "application/json;q=0|-1",
                "*/*;q=0|-1",
                "application/json ; q=0.2 , text/plain ; q=0.3|3",
                "application/json;version=\"a,b;q=0\";q=0.2, text/plain;q=0.3|3",
                "application/json;x=\"a\\\",text/plain\";q=0.1, application/xml;q=0.2|1",
                "text/html, application/xhtml+xml, application/xml;q=0.9, image/webp, */*;q=0.8|1",
                "application/json;q=1.000, application/xml;q=1|0",
                "application/xm|-1",
                "application/xmll|-1",
                "application/jso*|-1",
            })
    void chooses_by_weight_then_precision_then_order(String accept, int chosen) {
        assertThat(Accept.choose(accept, OFFERED)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "garbage, text/plain|3",
                "application/xml;q=2, text/plain|3",
                "application/xml;q=1.001, text/plain|3",
                "application/xml;q=0.1234, text/plain|3",
                "application/xml;q=, text/plain|3",
                "application/xml;q=-1, text/plain|3",
                "application/xml;q=.5, text/plain|3",
                "application/xml foo, text/plain|3",
                ", ,, text/plain,|3",
                "text/plain;|3",
                "/xml, text/plain|3",
                "application/, text/plain|3",
            })
    void passes_over_what_is_malformed(String accept, int chosen) {
        assertThat(Accept.choose(accept, OFFERED)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "garbage", "application/xml;q=2", ",;,", "a/b;c=\"d"})
    void anything_goes_where_nothing_well_formed_is_left(String accept) {
        assertThat(Accept.choose(accept, OFFERED)).isZero();
    }

    @Test
    void ranges_beyond_the_limit_do_not_count() {
        assertThat(Accept.choose("image/png,".repeat(63) + "text/plain", OFFERED))
                .isEqualTo(3);
        assertThat(Accept.choose("image/png,".repeat(64) + "text/plain", OFFERED))
                .isEqualTo(-1);
    }

    @Test
    void no_text_of_any_shape_is_too_much_for_it() {
        String alphabet = "*/;,=\"\\ q01.\tapplictonjsx\u00e9";
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Accept.choose(text.toString(), OFFERED)).isBetween(-1, 3);
        }
    }
}
