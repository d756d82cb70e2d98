package io.quintet.examples.fooddelivery.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a snapshot as lines of text. */
final class Frame {
    private static final int FEW_LINES = 30;

    private final Snapshot snapshot;
    private final int width;
    private final boolean colours;
    private final List<String> lines = new ArrayList<>();

    private Frame(Snapshot snapshot, int width, boolean colours) {
        this.snapshot = snapshot;
        this.width = width;
        this.colours = colours;
    }

    /** The lines, at most {@code height}, none longer than {@code width}. */
    static List<String> draw(Snapshot snapshot, int width, int height, boolean colours) {
        Frame frame = new Frame(snapshot, width, colours);
        frame.title();
        frame.failures();
        frame.services();
        frame.interactions(height >= FEW_LINES);
        frame.guarantees();
        frame.news();
        return frame.lines.size() <= height ? frame.lines : frame.lines.subList(0, height);
    }

    private void add(Look look, String text) {
        lines.add(look.paint(Texts.fit(text, width), colours));
    }

    private void title() {
        String left = "Quintet · food delivery over " + snapshot.transports() + " · " + snapshot.phase();
        String right = Texts.clock(snapshot.since());
        int gap = Math.max(1, width - left.length() - right.length() - 1);
        add(Look.TITLE, left + " ".repeat(gap) + right);
        add(Look.DIM, "─".repeat(width - 1));
    }

    private void failures() {
        for (Snapshot.Death death : snapshot.dead()) {
            add(Look.BAD, "FAILED " + death.instance() + " ended although nobody had asked it to; its last log lines:");
            death.log().forEach(line -> add(Look.PLAIN, "  " + line));
            lines.add("");
        }
    }

    private void services() {
        add(Look.TITLE, "SERVICES");
        Map<String, StringBuilder> roles = new LinkedHashMap<>();
        for (Snapshot.ProcessState process : snapshot.processes()) {
            roles.computeIfAbsent(process.role(), role -> new StringBuilder())
                    .append(process.running() ? Look.GOOD.paint("●", colours) : Look.BAD.paint("○", colours));
        }
        StringBuilder text = new StringBuilder(" ");
        roles.forEach((role, dots) ->
                text.append(' ').append(role).append(' ').append(dots).append("  "));
        lines.add(text
                + Look.DIM.paint(
                        snapshot.running() + " of " + snapshot.processes().size() + " processes up", colours));
        lines.add("");
    }

    private void interactions(boolean everyOperation) {
        add(
                Look.TITLE,
                row("  INTERACTIONS", "over", "operations", "per s", "p50", "p99")
                        .substring(2));
        for (Snapshot.Style style : snapshot.styles()) {
            add(Look.PLAIN, row(style.sum(), style.sum().name()));
            if (everyOperation) {
                style.operations().forEach(operation -> add(Look.DIM, row(operation, "  " + operation.name())));
            }
        }
        lines.add("");
    }

    private static String row(Totals.Row row, String name) {
        return row(
                        name,
                        row.transport(),
                        Texts.count(row.operations()),
                        Texts.rate(row.perSecond()),
                        Texts.latency(row.latency().p50Micros()),
                        Texts.latency(row.latency().p99Micros()))
                + (row.failures() > 0 ? "   " + Texts.count(row.failures()) + " failed" : "");
    }

    private static String row(String name, String over, String operations, String rate, String p50, String p99) {
        return String.format(Locale.ROOT, "  %-36s %-8s %12s %9s %10s %10s", name, over, operations, rate, p50, p99);
    }

    private void guarantees() {
        Verdict verdict = snapshot.verdict();
        add(Look.TITLE, "GUARANTEES  as the services' own databases show");
        lines.add("  " + Texts.count(verdict.acknowledged()) + " orders acknowledged, " + Texts.count(verdict.effects())
                + " effects committed, " + pending(verdict));
        lines.add("  " + zero("phantom", verdict.phantom()) + "   " + zero("applied twice", verdict.appliedTwice())
                + "   "
                + zero("out of order", verdict.orderBreaks()) + "   "
                + Look.PLAIN.paint("redelivered " + Texts.count(snapshot.redelivered()), colours));
        verdict.examples().stream()
                .filter(example -> !verdict.sound())
                .forEach(example -> add(Look.BAD, "  " + example));
        lines.add("");
    }

    /** What is not there yet is not lost yet, as long as it may come. */
    private String pending(Verdict verdict) {
        if (verdict.lost() == 0) {
            return Look.GOOD.paint("none lost", colours);
        }
        return Look.WAIT.paint(Texts.count(verdict.lost()) + " orders under way", colours);
    }

    private String zero(String what, long number) {
        return (number == 0 ? Look.GOOD : Look.BAD).paint(what + " " + Texts.count(number), colours);
    }

    private void news() {
        snapshot.news().forEach(line -> add(Look.PLAIN, "  " + line));
        add(Look.DIM, "Run directory " + snapshot.directory() + " · Ctrl-C stops everything");
    }
}
