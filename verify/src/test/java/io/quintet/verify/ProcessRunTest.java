package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.faults.history.Finding;
import io.quintet.faults.history.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunTest {
    @TempDir
    private Path directory;

    @Test
    void a_process_that_ends_by_itself_is_found_and_so_is_one_that_does_not_end_when_told_to() throws Exception {
        List<String> told = new ArrayList<>();
        try (Databases databases = new SqliteDatabases(directory)) {
            SeedReport report = new ProcessRun(
                            FaultyWorker.class,
                            1,
                            Duration.ofSeconds(3),
                            databases.fresh("processes"),
                            Optional.empty(),
                            new RunDirectory(directory, true),
                            told::add)
                    .run(3, "");
            assertThat(report.findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.ENDED)
                    .isNotEmpty()
                    .extracting(Finding::detail)
                    .allSatisfy(detail -> assertThat(detail).startsWith("n1-").contains(" exited with 7 "));
            assertThat(report.findings())
                    .filteredOn(finding -> finding.verdict() == Verdict.NOT_DRAINED)
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.detail()).startsWith("n2-").contains("has not ended PT15S"));
            assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.ENDED, Verdict.NOT_DRAINED);
            assertThat(report.doubts()) // others come with so short a run, or do not
                    .contains("nobody has connected through a proxy of n1"
                            + " (expected: calls, and what carries the messages)");
        }
        assertThat(told).isNotEmpty();
    }
}
