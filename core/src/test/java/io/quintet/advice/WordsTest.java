package io.quintet.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.InteractionStyle;
import io.quintet.spi.Guarantee;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"latency<5ms", "latency<=5ms", "latency=5ms", " Latency<5ms "})
    void a_latency_is_written_with_or_without_the_sign_that_shells_take_for_themselves(String text) {
        assertThat(Words.need(text)).isEqualTo(new Need.Latency(Duration.ofMillis(5)));
    }

    @Test
    void words_are_read_and_written_the_same() {
        assertThat(Words.need("Order")).isEqualTo(new Need.Kept(Guarantee.KEY_ORDER));
        assertThat(Words.need("size=1MiB")).isEqualTo(new Need.Size(1024 * 1024));
        assertThat(Words.of(new Need.Kept(Guarantee.NO_SERVER))).isEqualTo("no-broker");
        for (String text : new String[] {"size=1MiB", "size=3KiB", "size=17", "latency<5ms", "latency<2s"}) {
            assertThat(Words.of(Words.need(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({"ordr, order", "durabel, durable", "brwoser, browser", "no-brokr, no-broker", "sizes=1MiB, size=1MiB"})
    void an_unknown_word_gets_the_known_ones_and_the_nearest(String wrong, String nearest) {
        assertThatThrownBy(() -> Words.need(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + wrong + "\" (expected: one of order, durable, replay, ")
                .hasMessageEndingWith("latency<5ms); the nearest is " + nearest);
    }

    @Test
    void what_is_near_to_nothing_gets_no_nearest() {
        assertThatThrownBy(() -> Words.need("xylophone")).hasMessageEndingWith("latency<5ms)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=", "size=0", "size=-1KiB", "size=big", "size=9223372036854775807MiB", "latency<"})
    void a_figure_that_cannot_be_read_is_refused(String wrong) {
        assertThatThrownBy(() -> Words.need(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @Test
    void styles_are_known_by_their_names_in_any_spelling() {
        assertThat(Words.style("publish-subscribe")).isEqualTo(InteractionStyle.PUBLISH_SUBSCRIBE);
        assertThat(Words.style("Request_Response")).isEqualTo(InteractionStyle.REQUEST_RESPONSE);
        assertThatThrownBy(() -> Words.style("notifcation"))
                .hasMessage("\"notifcation\" (expected: one of REQUEST_RESPONSE, ASYNC_REQUEST_RESPONSE, NOTIFICATION,"
                        + " PUBLISH_SUBSCRIBE, PUBLISH_ASYNC_RESPONSES); the nearest is NOTIFICATION");
    }
}
