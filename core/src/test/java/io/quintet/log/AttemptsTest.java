package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.spi.Attempt;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private static Attempt attempt(int number, String error) {
        return new Attempt(number, Instant.ofEpochMilli(1_700_000_000_000L + number), "kitchen-1", error);
    }

    @Test
    void the_last_twenty_are_remembered() {
        Attempts attempts = Attempts.NONE;
        for (int i = 1; i <= 50; i++) {
            attempts = attempts.plus(attempt(i, "e"));
        }
        assertThat(attempts.list())
                .extracting(Attempt::number)
                .hasSize(20)
                .startsWith(31)
                .endsWith(50);
        assertThat(attempts.last()).isEqualTo(50);
    }

    @Test
    void what_was_written_is_read_again() {
        Attempts attempts =
                Attempts.NONE.plus(attempt(1, "java.io.IOException: ßtüff, 火")).plus(attempt(2, ""));
        assertThat(Attempts.decode(attempts.encode()).list()).isEqualTo(attempts.list());
        assertThat(Attempts.decode(Attempts.NONE.encode())).isSameAs(Attempts.NONE);
    }

    @Test
    void separators_within_an_error_do_not_break_what_is_written() {
        Attempts attempts = Attempts.NONE.plus(attempt(1, "a\tb\nc")).plus(attempt(2, "d"));
        assertThat(Attempts.decode(attempts.encode()).list())
                .extracting(Attempt::error)
                .containsExactly("a b c", "d");
    }

    @Test
    void damaged_text_is_refused_with_what_is_expected() {
        assertThatThrownBy(() -> Attempts.decode("1\t2\tx"))
                .hasMessage("attempt: \"1\t2\tx\" (expected: 4 fields between tabulators)");
    }
}
