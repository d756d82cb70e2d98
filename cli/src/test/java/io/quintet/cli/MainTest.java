package io.quintet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.ConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.addSubcommand(new Misconfigured());
        line.addSubcommand(new Broken());
        return line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "misconfigured")
    static final class Misconfigured implements CliCommand {
        @Override
        public Integer call() {
            throw new ConfigurationException("quintet.yaml: drain: \"soon\" (expected: a time)");
        }
    }

    @Command(name = "broken")
    static final class Broken implements CliCommand {
        @Override
        public Integer call() {
            throw new IllegalStateException("never");
        }
    }

    @Test
    void version_is_that_of_the_build() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("(?s)quintet \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void help_lists_the_commands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: quintet", "misconfigured", "help");
    }

    @Test
    void no_command_is_wrong_usage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("no command (expected one of: help,", "Try 'quintet --help'");
    }

    @Test
    void an_unknown_command_is_wrong_usage() {
        assertThat(run("dmeo")).isEqualTo(2);
        assertThat(err.toString()).contains("dmeo");
    }

    @Test
    void wrong_configuration_is_one_line_without_a_stack_trace() {
        assertThat(run("misconfigured")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("quintet: quintet.yaml: drain: \"soon\" (expected: a time)");
    }

    @Test
    void a_bug_shows_its_stack_trace_with_debug_only() {
        assertThat(run("broken")).isEqualTo(1);
        assertThat(err.toString())
                .contains("IllegalStateException: never", "--debug")
                .doesNotContain("\tat ");
        assertThat(run("broken", "--debug")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat ");
    }
}
