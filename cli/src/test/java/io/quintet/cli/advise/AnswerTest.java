package io.quintet.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

final class AnswerTest {
    @ParameterizedTest
    @EnumSource
    void colours_change_nothing_but_the_colour(Answer answer) {
        String plain = answer.coloured(Ansi.OFF);
        assertThat(plain).hasSize(Answer.WIDTH).startsWith(answer.word());
        assertThat(answer.coloured(Ansi.ON))
                .startsWith("\u001b[")
                .matches(text -> text.replaceAll("\u001b\\[[0-9;]*m", "").equals(plain), "the same without colours");
    }
}
