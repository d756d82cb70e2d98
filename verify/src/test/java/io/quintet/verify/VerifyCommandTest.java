package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerifyCommandTest {
    private final StringWriter text = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, ignored) -> {
                    text.write(String.valueOf(wrong.getMessage()));
                    return 2;
                })
                .execute(arguments);
    }

    @Test
    void lists_the_mutants_one_a_line() {
        assertThat(run("--list-mutants")).isZero();
        assertThat(text.toString().lines())
                .contains(
                        "inbox-off",
                        "ack-before-processing",
                        "outbox-off",
                        "fencing-off",
                        "two-consumers-per-key",
                        "retry-with-new-id");
    }

    @Test
    void says_what_is_wrong_with_its_arguments() {
        assertThat(run("--seeds", "0")).isEqualTo(2);
        assertThat(run("--seeds", "3", "--seed", "1")).isEqualTo(2);
        assertThat(run("--mutant", "none")).isEqualTo(2);
        assertThat(run("--transport", "carrier-pigeon")).isEqualTo(2);
        assertThat(run("--transport", "kafka", "--db", "postgres")).isEqualTo(2);
        assertThat(run("--url", "jdbc:postgresql://host/db")).isEqualTo(2);
        assertThat(text.toString())
                .contains(
                        "--seeds: 0 (expected: at least 1)",
                        "--seeds, --seed: both given",
                        "--mutant: \"none\" (expected: one of inbox-off",
                        "--transport: \"carrier-pigeon\" (expected: one of sql, kafka, rabbitmq, sqs, zeromq)",
                        "(expected: not with --transport kafka)",
                        "(expected: with --db postgres only)");
    }

    @Test
    void refuses_a_mutant_that_no_run_over_the_transport_could_find() {
        assertThat(run("--transport", "sqs", "--mutant", "fencing-off")).isEqualTo(2);
        assertThat(run("--transport", "zeromq", "--mutant", "fencing-off")).isEqualTo(2);
        assertThat(text.toString())
                .contains(
                        "--mutant: fencing-off, --transport: sqs, where no token tells",
                        "--mutant: fencing-off, --transport: zeromq, where no token tells");
    }

    private static SeedReport report(long faults, long redeliveries) {
        return new SeedReport(1, "SEND", List.of(), Map.of("A.DROP", faults), 10, 10, redeliveries, 0, Duration.ZERO);
    }

    @Test
    void a_row_without_faults_or_without_redeliveries_proves_nothing() {
        assertThat(new Summary(List.of(report(3, 2))).passed()).isTrue();
        assertThat(new Summary(List.of(report(0, 2))).provesNothing())
                .singleElement()
                .asString()
                .contains("no fault");
        assertThat(new Summary(List.of(report(3, 0))).provesNothing())
                .singleElement()
                .asString()
                .contains("nothing was delivered again");
        assertThat(new Summary(List.of(report(3, 0))).passed()).isFalse();
    }
}
