package io.quintet.verify;

import io.quintet.faults.FaultKind;
import io.quintet.faults.history.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What all seeds together have shown. */
final class Summary {
    private final List<SeedReport> reports;

    Summary(List<SeedReport> reports) {
        this.reports = List.copyOf(reports);
    }

    List<SeedReport> reports() {
        return reports;
    }

    /** How often which fault fired. */
    Map<String, Long> fired() {
        Map<String, Long> all = new TreeMap<>();
        reports.forEach(report -> report.fired().forEach((name, count) -> all.merge(name, count, Long::sum)));
        return all;
    }

    long redeliveries() {
        return reports.stream().mapToLong(SeedReport::redeliveries).sum();
    }

    long duplicates() {
        return reports.stream().mapToLong(SeedReport::duplicates).sum();
    }

    long findings() {
        return reports.stream().mapToLong(report -> report.findings().size()).sum();
    }

    /** Why the run proves nothing, by row of the matrix; empty where it does. */
    List<String> provesNothing() {
        List<String> reasons = new ArrayList<>();
        Map<String, List<SeedReport>> rows = new TreeMap<>();
        reports.forEach(report ->
                rows.computeIfAbsent(report.row(), row -> new ArrayList<>()).add(report));
        rows.forEach((row, seeds) -> {
            if (seeds.stream().allMatch(seed -> seed.faults() == 0)) {
                reasons.add(row + ": no fault fired in " + seeds.size() + " seeds (expected: some)");
            }
            if (seeds.stream().allMatch(seed -> seed.redeliveries() == 0)) {
                reasons.add(row + ": nothing was delivered again in " + seeds.size() + " seeds (expected: some)");
            }
            Tally.failed(tallies(seeds)).forEach(doubt -> reasons.add(row + ": " + doubt));
            seeds.forEach(seed -> seed.doubts().forEach(doubt -> reasons.add(row + ": " + doubt)));
        });
        if (duplicates() == 0) {
            reasons.add("no duplicate was recognised (expected: some)");
        }
        reasons.addAll(Tally.unanswered(tallies(reports)));
        return reasons;
    }

    private static Map<String, Tally> tallies(List<SeedReport> seeds) {
        return Tally.sum(seeds.stream().map(SeedReport::tallies).toList());
    }

    boolean passed() {
        return findings() == 0 && provesNothing().isEmpty();
    }

    void print(PrintWriter out) {
        long operations = reports.stream().mapToLong(SeedReport::operations).sum();
        long effects = reports.stream().mapToLong(SeedReport::effects).sum();
        out.printf(
                Locale.ROOT,
                "%,d %s: %,d operations, %,d effects committed, %,d redeliveries, %,d duplicates recognised%n",
                reports.size(),
                reports.size() == 1 ? "seed" : "seeds",
                operations,
                effects,
                redeliveries(),
                duplicates());
        out.println("faults fired: " + byKind());
        provesNothing().forEach(reason -> out.println("proves nothing: " + reason));
        out.println(
                passed() ? "clean: nothing lost, phantom, twice, out of order or left over" : findings() + " findings");
        out.flush();
    }

    private String byKind() {
        Map<String, Long> kinds = new TreeMap<>();
        fired().forEach((name, count) -> kinds.merge(name.substring(name.indexOf('.') + 1), count, Long::sum));
        List<String> words = new ArrayList<>();
        kinds.forEach((kind, count) -> words.add(kind.toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                + String.format(Locale.ROOT, "%,d", count) + mode(kind)));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static String mode(String kind) {
        for (FaultKind known : FaultKind.values()) {
            if (known.name().equals(kind)) {
                return " (" + known.mode() + ")";
            }
        }
        return switch (kind) {
            case "KILL", "RESET_AFTER", "RESET_ALL" -> " (CRASH)";
            case "BLACK_HOLE_FORWARD", "BLACK_HOLE_BACKWARD", "BLACK_HOLE_BOTH" -> " (OMISSION)";
            default -> " (TIMING)";
        };
    }

    /** The first findings of a seed, and how to see them again. */
    static void print(SeedReport report, String replay, PrintWriter out) {
        List<Finding> findings = report.findings();
        out.println("seed " + report.seed() + ", " + report.row() + ": " + findings.size() + " findings");
        findings.stream().limit(10).forEach(finding -> out.println("  " + finding));
        out.println("  replay: " + replay);
        out.flush();
    }
}
