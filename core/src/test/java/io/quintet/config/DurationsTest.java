package io.quintet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "2s, PT2S", "5m, PT5M", "1h, PT1H", "7d, PT168H", "PT2S, PT2S", "10 s, PT10S"})
    void reads_times_as_people_write_them(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "0s",
                "-1s",
                "PT-1S",
                "1.5s",
                "1 week",
                "1S",
                "P",
                "99999999999999999999s",
                "9223372036854775807d",
                "36501d"
            })
    void refuses_what_is_none_and_shows_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("\"" + text + "\" (expected: " + Durations.EXPECTED + ")");
    }
}
