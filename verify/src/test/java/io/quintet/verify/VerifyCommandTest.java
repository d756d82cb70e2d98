package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static final Map<String, Tally> SOUND =
            Kinds.BEGUN.stream().collect(Collectors.toMap(kind -> kind, kind -> new Tally(20, 12, 12)));

    private static SeedReport report(long faults, long redeliveries, long duplicates) {
        return report(faults, redeliveries, duplicates, SOUND, List.of());
    }

    private static SeedReport report(
            long faults, long redeliveries, long duplicates, Map<String, Tally> tallies, List<String> doubts) {
        return new SeedReport(
                1,
                "SEND",
                List.of(),
                Map.of("A.DROP", faults),
                10,
                10,
                redeliveries,
                duplicates,
                tallies,
                doubts,
                Duration.ZERO);
    }

    private static List<String> doubts(String kind, Tally tally) {
        Map<String, Tally> tallies = new HashMap<>(SOUND);
        tallies.put(kind, tally);
        return new Summary(List.of(report(3, 2, 1, tallies, List.of()))).provesNothing();
    }

    @Test
    void a_kind_of_which_nothing_succeeds_or_nothing_is_answered_proves_nothing() {
        assertThat(doubts(Kinds.NOTE, new Tally(20, 2, 0))).isEmpty();
        assertThat(doubts(Kinds.NOTE, new Tally(20, 1, 0)))
                .containsExactly("SEND: 1 of 20 operations \"note\" succeeded (expected: at least a tenth)");
        assertThat(doubts(Kinds.NOTE, new Tally(19, 0, 0)))
                .as("of so few chance alone may let none succeed")
                .isEmpty();
        assertThat(doubts(Kinds.ORDER, new Tally(19, 0, 0))).isEmpty();
        assertThat(doubts(Kinds.ASK, new Tally(20, 1, 1))).isEmpty();
        assertThat(doubts(Kinds.ASK, new Tally(20, 0, 0)))
                .containsExactly("no operation \"ask\" was answered (expected: some)");
        assertThat(doubts(Kinds.CALL, new Tally(0, 0, 0)))
                .containsExactly(
                        "SEND: 0 of 0 operations \"call\" succeeded (expected: at least a tenth)",
                        "no operation \"call\" was answered (expected: some)");
        assertThat(doubts(Kinds.ORDER, new Tally(20, 12, 0)))
                .containsExactly("no operation \"order\" was answered (expected: some)");
        assertThat(new Summary(List.of(report(3, 2, 1, SOUND, List.of("nobody came")))).provesNothing())
                .containsExactly("SEND: nobody came");
    }

    @Test
    void a_row_without_faults_or_without_redeliveries_proves_nothing() {
        assertThat(new Summary(List.of(report(3, 2, 1))).passed()).isTrue();
        assertThat(new Summary(List.of(report(3, 2, 0))).provesNothing())
                .containsExactly("no duplicate was recognised (expected: some)");
        assertThat(new Summary(List.of(report(0, 2, 1))).provesNothing())
                .singleElement()
                .asString()
                .contains("no fault");
        assertThat(new Summary(List.of(report(3, 0, 1))).provesNothing())
                .singleElement()
                .asString()
                .contains("nothing was delivered again");
        assertThat(new Summary(List.of(report(3, 0, 1))).passed()).isFalse();
    }
}
