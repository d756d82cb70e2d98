package io.quintet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are asked, and class paths that they get. */
class TalkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ClassPath CLASS_PATH = ClassPath.own();

    @TempDir
    Path directory;

    /** Answers with the question, until it is asked to break. */
    static final class Parrot {
        public static void main(String[] arguments) throws Exception {
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (line.equals("break")) {
                    throw new IllegalStateException("asked to break");
                }
                System.out.println(line);
            }
        }
    }

    @Test
    void a_process_answers_and_its_exception_is_named_when_it_breaks() throws Exception {
        try (Children children = Children.under(directory);
                Talk talk = children.talk("parrot", "left", CLASS_PATH, Parrot.class.getName(), "64m")) {
            assertThat(talk.ask("hello", PATIENCE)).isEqualTo("hello");
            assertThatThrownBy(() -> talk.ask("break", PATIENCE))
                    .hasMessageContaining("parrot-left: it ended: ")
                    .hasMessageContaining("IllegalStateException: asked to break");
        }
    }

    @Test
    void a_process_that_says_nothing_is_not_waited_for_for_ever() throws Exception {
        try (Children children = Children.under(directory);
                Talk talk = children.talk("parrot", "right", CLASS_PATH, Parrot.class.getName(), "64m")) {
            assertThatThrownBy(() -> talk.line(Duration.ofMillis(1))).hasMessageContaining("no answer within PT0.001S");
        }
    }

    @Test
    void a_class_is_on_its_class_path_or_named_as_missing() throws Exception {
        CLASS_PATH.require(CallsPart.class.getName());
        CLASS_PATH.require(Test.class.getName());
        assertThatThrownBy(() -> CLASS_PATH.require("io.quintet.Nowhere"))
                .hasMessage("there is no class io.quintet.Nowhere yet");
    }
}
