package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureTextTest {
    @Test
    void a_line_holds_class_and_message_without_line_breaks() {
        assertThat(FailureText.line(new IllegalStateException("first\r\nsecond\n\nthird\n")))
                .isEqualTo("java.lang.IllegalStateException: first second third");
    }

    @Test
    void long_texts_are_cut_between_characters() {
        String line = FailureText.line(new IllegalStateException("x" + "\uD83C\uDF72".repeat(1000)));
        assertThat(line).hasSizeLessThanOrEqualTo(500).endsWith("\uD83C\uDF72…");
        assertThat(FailureText.trace(new IllegalStateException("y".repeat(100_000))))
                .hasSize(16 * 1024)
                .endsWith("…");
    }

    @Test
    void a_trace_shows_the_causes() {
        assertThat(FailureText.trace(new IllegalStateException("outer", new IllegalArgumentException("inner"))))
                .contains(
                        "IllegalStateException: outer",
                        "\tat ",
                        "Caused by: java.lang.IllegalArgumentException: inner");
    }

    @Test
    void an_exception_that_cannot_be_told_has_another_told_in_its_place_with_its_class_and_trace() {
        RuntimeException fine = new IllegalStateException("fine");
        assertThat(FailureText.tellable(fine)).isSameAs(fine);
        RuntimeException nothing = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException("on purpose");
            }
        };
        assertThat(FailureText.tellable(nothing))
                .hasMessageContaining(getClass().getName())
                .extracting(Throwable::getStackTrace)
                .isEqualTo(nothing.getStackTrace());
        assertThat(FailureText.tellable(new IllegalStateException("outer", nothing)))
                .as("what cannot be told may be the cause")
                .hasMessageContaining("IllegalStateException");
    }

    @Test
    void no_text_holds_the_character_that_postgresql_refuses() {
        assertThat(FailureText.line(new IllegalStateException("a\0b"))).endsWith("a\uFFFDb");
    }
}
