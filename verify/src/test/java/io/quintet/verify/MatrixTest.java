package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.faults.history.Finding;
import io.quintet.faults.history.Verdict;
import io.quintet.tck.Installed;
import io.quintet.tck.LongRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of what {@code quintet verify} runs at length. */
class MatrixTest {
    @TempDir
    private Path directory;

    private List<SeedReport> run(Mutant mutant, long first, long last) throws Exception {
        return run(new SqliteDatabases(directory), mutant, first, last);
    }

    private List<SeedReport> run(Databases opened, Mutant mutant, long first, long last) throws Exception {
        RunDirectory run = new RunDirectory(directory, true);
        List<SeedReport> seen = new ArrayList<>();
        try (Databases databases = opened) {
            List<SeedReport> reports = new Matrix(databases, run, mutant, seen::add).run(first, last);
            assertThat(reports).isEqualTo(seen);
            return reports;
        }
    }

    @Test
    void a_sound_library_stays_clean_in_every_row_of_the_matrix() throws Exception {
        Summary summary = new Summary(run(null, 1, Profile.values().length));
        assertThat(summary.reports())
                .extracting(SeedReport::row)
                .containsExactlyInAnyOrder(
                        Arrays.stream(Profile.values()).map(Profile::name).toArray(String[]::new));
        assertThat(summary.reports())
                .allSatisfy(report -> assertThat(report.findings()).isEmpty());
        assertThat(summary.provesNothing()).isEmpty();
        assertThat(summary.passed()).isTrue();
        assertThat(JsonReport.of("SQLITE", summary)).contains("\"passed\":true", "\"row\":\"TAKEOVER\"");
    }

    @LongRun
    @ParameterizedTest
    @EnumSource
    void over_brokers_too_where_members_come_and_leave_where_all_fails_at_once_and_where_sending_does(Broker broker)
            throws Exception {
        if (broker == Broker.RABBITMQ) {
            Installed.program("rabbitmq-server");
        }
        Summary summary = new Summary(run(BrokerDatabases.open(broker, null, directory), null, 5, 7));
        assertThat(summary.reports()).extracting(SeedReport::row).containsExactly("TAKEOVER", "MIXED", "SEND");
        assertThat(summary.reports())
                .allSatisfy(report -> assertThat(report.findings()).isEmpty());
        assertThat(summary.provesNothing()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 13}) // with receipts when messages are handled, and when they have arrived
    void over_zeromq_too_where_outboxes_or_senders_keep_what_nobody_has_handled(long seed) throws Exception {
        Summary summary = new Summary(run(new ZeroMqDatabases(new SqliteDatabases(directory)), null, seed, seed));
        assertThat(summary.reports()).extracting(SeedReport::row).containsExactly("MIXED");
        assertThat(summary.reports())
                .allSatisfy(report -> assertThat(report.findings()).isEmpty());
        assertThat(summary.provesNothing()).isEmpty();
    }

    @Test
    void the_order_over_zeromq_is_seen_to_be_broken() throws Exception {
        List<SeedReport> reports =
                run(new ZeroMqDatabases(new SqliteDatabases(directory)), Mutant.TWO_CONSUMERS_PER_KEY, 1, 9);
        assertThat(reports.getLast().findings()).extracting(Finding::verdict).contains(Verdict.ORDER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mutant.class,
            names = {"INBOX_OFF", "OUTBOX_OFF"})
    void a_mutant_is_found(Mutant mutant) throws Exception {
        List<SeedReport> reports = run(mutant, 1, 5);
        Verdict expected = mutant == Mutant.INBOX_OFF ? Verdict.DUPLICATE : Verdict.FAILED_YET_DELIVERED;
        assertThat(reports.getLast().findings()).extracting(Finding::verdict).contains(expected);
        assertThat(new Summary(reports).passed()).isFalse();
    }
}
