package io.quintet.tck;

import io.quintet.spi.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of each scenario, and why those that were skipped were. Safe for use by many threads. */
final class Report {
    private static final Logger LOG = LoggerFactory.getLogger(TransportTck.class);

    /** Promises that no scenario can hold a transport to, because a test cannot do it. */
    static final Map<Guarantee, String> UNCHECKED = Map.of(
            Guarantee.DURABLE, "loss of processes is checked, loss of power is not",
            Guarantee.CROSS_MACHINE, "there is one machine",
            Guarantee.QUICK_REQUESTS, "how they travel is checked, that nothing is stored is not",
            Guarantee.BROWSERS, "that takes a browser, as BrowserTest has");

    private static final int MOST_CHARS = 500;

    private final TransportTck kit;
    private final long start = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Set<String>> skippedByReason = new TreeMap<>();
    private int passed;
    private int failed;
    private int skipped;

    Report(TransportTck kit) {
        this.kit = kit;
    }

    synchronized void passed(String group, String scenario) {
        passed++;
        lines.add("passed   " + group + ": " + words(scenario));
    }

    synchronized void failed(String group, String scenario, String message) {
        failed++;
        String why = message.lines().map(String::strip).collect(Collectors.joining(" "));
        lines.add("FAILED   " + group + ": " + words(scenario) + " | "
                + (why.length() > MOST_CHARS ? why.substring(0, MOST_CHARS) + " …" : why));
    }

    synchronized void skipped(String group, String scenario, String reason) {
        skipped++;
        lines.add("skipped  " + group + ": " + words(scenario) + " | " + reason);
        skippedByReason.computeIfAbsent(reason, unused -> new TreeSet<>()).add(group);
    }

    private static String words(String scenario) {
        return scenario.replace('_', ' ');
    }

    /** Writes the file and the log line. */
    synchronized void publish() throws IOException {
        Path directory = Path.of("target", "tck");
        Files.createDirectories(directory);
        Path file = directory.resolve(kit.title().replaceAll("[^A-Za-z0-9.-]+", "-") + ".txt");
        List<String> all = new ArrayList<>();
        all.add(summary());
        all.add("declared: " + new TreeSet<>(kit.promised().kept()) + ", at most "
                + kit.promised().maxMessageBytes() + " bytes");
        unchecked().forEach(all::add);
        all.add("");
        lines.stream().sorted().forEach(all::add);
        Files.write(file, all);
        LOG.info("{} ({})", summary(), file);
    }

    private String summary() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        String reasons = skippedByReason.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining("; "));
        return "tck " + kit.title() + ": " + passed + " passed, " + (failed == 0 ? "" : failed + " FAILED, ") + skipped
                + " skipped in " + seconds + " s" + (reasons.isEmpty() ? "" : ": " + reasons);
    }

    private List<String> unchecked() {
        Set<Guarantee> declared = EnumSet.noneOf(Guarantee.class);
        declared.addAll(kit.promised().kept());
        declared.retainAll(UNCHECKED.keySet());
        return declared.stream()
                .map(guarantee -> "not checked, " + guarantee + ": " + UNCHECKED.get(guarantee))
                .toList();
    }
}
