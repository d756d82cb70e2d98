package io.quintet.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param bar what it has to reach; null for what is shown for comparison
 * @param figure what it came to; null where it could not be measured
 * @param note what else to know, or why it could not be measured
 * @param verdict {@code met}, {@code MISSED}, {@code no bar} or {@code not measured}; with {@code , not always} where a repetition was
 *     on the other side of the bar, so that the next run may come out otherwise
 */
record Row(String what, @Nullable Bar bar, @Nullable Figure figure, String note, String verdict) {
    static Row of(String what, Figure figure, String note) {
        return new Row(what, null, figure, note, "no bar");
    }

    static Row of(String what, @Nullable Bar bar, Figure figure, String note) {
        if (bar == null) {
            return of(what, figure, note);
        }
        String verdict = bar.met(figure.median()) ? "met" : "MISSED";
        boolean always = bar.met(figure.least()) == bar.met(figure.most());
        return new Row(what, bar, figure, note, always ? verdict : verdict + ", not always");
    }

    static Row notMeasured(String what, @Nullable Bar bar, String reason) {
        return new Row(what, bar, null, reason, "not measured");
    }

    /** Whether it keeps its bar, if it has one. */
    boolean good() {
        return bar == null || (figure != null && bar.met(figure.median()));
    }
}
