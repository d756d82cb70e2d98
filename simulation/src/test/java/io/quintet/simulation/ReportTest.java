package io.quintet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Path DIRECTORY =
            Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("simulation");

    @Test
    void the_report_that_is_committed_is_what_the_simulation_gives() throws IOException {
        Report report = new Report();
        if (Boolean.getBoolean("quintet.simulation.write")) {
            report.write(DIRECTORY);
        }
        assertThat(Report.present(DIRECTORY))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(report.files().keySet());
        for (Map.Entry<String, String> file : report.files().entrySet()) {
            assertThat(Files.readString(DIRECTORY.resolve(file.getKey())))
                    .as("docs/simulation/%s; where the change is meant: %s", file.getKey(), Report.COMMAND)
                    .isEqualTo(file.getValue());
        }
    }
}
