package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.advice.Advisor;
import io.quintet.advice.Candidate;
import io.quintet.advice.Words;
import io.quintet.config.Sizes;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.TransportProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/advisor.md are what transports declare. */
class AdvisorDocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "advisor.md");

    @Test
    void the_table_of_transports_is_what_they_declare() throws IOException {
        List<TransportProvider> providers = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(Files.readString(DOCUMENT)).contains(table(new Advisor(providers).candidates()));
    }

    @Test
    void the_table_of_words_is_that_of_the_code() throws IOException {
        String table = Words.all().entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + entry.getValue().promise() + " |\n")
                .collect(Collectors.joining());
        assertThat(Files.readString(DOCUMENT)).contains("|---|---|\n" + table);
    }

    private static String table(List<Candidate> candidates) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", candidates.stream().map(Candidate::label).toList()));
        lines.add("|---".repeat(candidates.size() + 1) + "|");
        for (Guarantee guarantee : Guarantee.values()) {
            lines.add(row(
                    "`" + guarantee + "`",
                    candidates.stream()
                            .map(candidate -> candidate.guarantees().kept().contains(guarantee) ? "yes" : "")
                            .toList()));
        }
        lines.add(row(
                "largest payload",
                candidates.stream().map(each -> size(each.guarantees())).toList()));
        lines.add(row(
                "latency",
                candidates.stream().map(each -> latency(each.guarantees())).toList()));
        return String.join("\n", lines) + "\n";
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }

    private static String size(Guarantees guarantees) {
        int most = guarantees.maxMessageBytes();
        return most == Integer.MAX_VALUE ? "2 GiB" : Sizes.format(most);
    }

    private static String latency(Guarantees guarantees) {
        Duration latency = guarantees.latency();
        return latency == null ? "not measured" : "< " + latency.toMillis() + " ms";
    }
}
