package io.quintet.examples.fooddelivery.demo;

import io.quintet.InteractionStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How things stand at one moment, as the view shows it.
 *
 * @param since how long the run lasts
 * @param phase what is being done, in words
 * @param directory of the run
 * @param processes all of them, as last started
 * @param dead those that ended unasked
 * @param news what happened of late, oldest first
 */
record Snapshot(
        Duration since,
        String phase,
        String directory,
        List<ProcessState> processes,
        List<Death> dead,
        List<Style> styles,
        Verdict verdict,
        long redelivered,
        List<String> news) {
    private static final int LOG_LINES = 8;

    /** One process. */
    record ProcessState(String role, String instance, long pid, boolean running) {}

    /** A process that ended unasked, with its last log lines. */
    record Death(String instance, List<String> log) {}

    /** One style and its operations. */
    record Style(Totals.Row sum, List<Totals.Row> operations) {}

    static Snapshot of(
            Duration since,
            String phase,
            RunDirectory directory,
            Supervisor supervisor,
            Totals totals,
            Verdict verdict,
            List<String> news) {
        List<Style> styles = new ArrayList<>();
        for (InteractionStyle style : InteractionStyle.values()) {
            styles.add(new Style(totals.style(style), totals.operations(style)));
        }
        return new Snapshot(
                since,
                phase,
                directory.path().toString(),
                supervisor.children().stream()
                        .map(child ->
                                new ProcessState(child.role().name(), child.instance(), child.pid(), child.running()))
                        .toList(),
                supervisor.dead().stream()
                        .map(child -> new Death(child.instance(), child.log().last(LOG_LINES)))
                        .toList(),
                styles,
                verdict,
                totals.redelivered(),
                news);
    }

    long running() {
        return processes.stream().filter(ProcessState::running).count();
    }

    /** Such as {@code http+sql}. */
    String transports() {
        return styles.stream()
                .map(style -> style.sum().transport())
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining("+"));
    }
}
