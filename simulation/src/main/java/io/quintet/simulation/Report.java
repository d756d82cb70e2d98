package io.quintet.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What comes of all strategies in all scenarios, as files: a page with tables, and a chart for each scenario. */
final class Report {
    private static final String INTRODUCTION = """
        # What strategies make of partial failures

        Written by the module `simulation`, which plays each scenario with each strategy: twenty minutes of 100 calls a second, from four processes
        to five instances that each work on four calls at a time, 100 ms each in the mean. Time is virtual and chance is seeded, so the
        figures are the same every time. The policies (balancing, circuits, ejection, budgets, backoff, limits) are those of `io.quintet.resilience`;
        what goes on between them is played. A test fails when this page is not what the simulation gives; after a change that was meant to change
        it, this writes it anew:

        ```
        COMMAND
        ```

        A call is good when it is answered within 2 s of being made, retries included. The fault lasts from minute 5 to minute 10 where
        nothing else is said. *Meanwhile* is about the calls made then, as are the median and the 99th percentile of the good ones; *instead* is
        the share that got the last good response. *Attempts* are for a call, over all the time. *Queue* is how many calls waited at one
        instance at most, *wait* how long a caller did. *Well after* is how long after the fault 99 % of the calls of half a minute were good again.

        | strategy | what callers and service do |
        |---|---|
        """;

    /** Writes the report. */
    static final String COMMAND =
            "./mvnw -pl simulation -am test -Dtest=ReportTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dquintet.simulation.write=true";

    private final Map<String, String> files = new LinkedHashMap<>();

    /** What came of one strategy in one scenario. */
    private record Run(Scenario scenario, Strategy strategy) {
        Outcome play() {
            return scenario.play(strategy);
        }
    }

    /** Plays all, on as many processors as there are. */
    Report() {
        List<Run> runs = Scenarios.ALL.stream()
                .flatMap(scenario -> Strategy.ALL.stream().map(strategy -> new Run(scenario, strategy)))
                .toList();
        List<Outcome> outcomes = runs.parallelStream().map(Run::play).toList();
        StringBuilder page = new StringBuilder(INTRODUCTION.replace("COMMAND", COMMAND));
        Strategy.ALL.forEach(strategy -> page.append("| ")
                .append(strategy.name())
                .append(" | ")
                .append(strategy.description())
                .append(" |\n"));
        int played = 0;
        for (Scenario scenario : Scenarios.ALL) {
            Map<Strategy, Outcome> each = new LinkedHashMap<>();
            for (Strategy strategy : Strategy.ALL) {
                each.put(strategy, outcomes.get(played++));
            }
            String chart = scenario.name() + ".svg";
            files.put(chart, Chart.of(scenario, each));
            page.append("\n## ")
                    .append(scenario.name())
                    .append("\n")
                    .append(scenario.description())
                    .append("\n\n");
            page.append("![Good calls over time](").append(chart).append(")\n\n");
            table(page, each);
        }
        files.put("README.md", page.toString());
    }

    private static void table(StringBuilder page, Map<Strategy, Outcome> outcomes) {
        page.append(
                "| strategy | good | meanwhile | instead | median | p99 | attempts | queue | wait | well after |\n");
        page.append("|---|---|---|---|---|---|---|---|---|---|\n");
        outcomes.forEach((strategy, outcome) -> page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %.2f | %d | %.1f s | %s |\n",
                strategy.name(),
                percent(outcome.good()),
                percent(outcome.goodMeanwhile()),
                outcome.fallbacks() == 0 ? "" : percent(outcome.fallbacks()),
                millis(outcome.p50()),
                millis(outcome.p99()),
                outcome.attempts(),
                outcome.longestQueue(),
                outcome.longestWait(),
                outcome.recovery() < 0 ? "never" : outcome.recovery() + " s")));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String millis(double millis) {
        return Double.isNaN(millis) ? "" : String.format(Locale.ROOT, "%.0f ms", millis);
    }

    /** Name and text of each file. */
    Map<String, String> files() {
        return files;
    }

    /** Writes the files, and removes others that are there. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path old : present(directory)) {
            if (!files.containsKey(old.getFileName().toString())) {
                Files.delete(old);
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** The files that are there, in the order of their names. */
    static List<Path> present(Path directory) throws IOException {
        List<Path> present = new ArrayList<>();
        try (var files = Files.list(directory)) {
            files.sorted().forEach(present::add);
        }
        return present;
    }
}
