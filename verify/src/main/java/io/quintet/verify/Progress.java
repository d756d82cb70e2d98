package io.quintet.verify;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how far a run is: a line that changes on a terminal, else a line every few seconds. */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private long shownAt = System.nanoTime();

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void seed(long number, long of, Summary soFar) {
        show(String.format(
                Locale.ROOT,
                "seed %,d of %,d: %,d faults fired, %,d redeliveries, %,d duplicates recognised, %,d findings",
                number,
                of,
                soFar.fired().values().stream().mapToLong(Long::longValue).sum(),
                soFar.redeliveries(),
                soFar.duplicates(),
                soFar.findings()));
    }

    void show(String line) {
        if (terminal) {
            out.print("\r" + line + "\u001b[K");
            out.flush();
        } else if (System.nanoTime() - shownAt > EVERY.toNanos()) {
            shownAt = System.nanoTime();
            out.println(line);
            out.flush();
        }
    }

    /** The line is over, something else is printed. */
    void clear() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
