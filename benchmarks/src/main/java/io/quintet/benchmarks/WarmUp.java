package io.quintet.benchmarks;

/** Tells from the rates of stretches when to stop warming up: nothing has become faster lately, or it has taken too long. */
final class WarmUp {
    private static final int LEAST = 6;
    private static final int MOST = 24;
    private static final int WITHOUT_GAIN = 3;
    private static final double GAIN = 1.05;

    private double best;
    private int stretches;
    private int withoutGain;

    void add(double rate) {
        stretches++;
        withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
        best = Math.max(best, rate);
    }

    boolean done() {
        return stretches >= MOST || (stretches >= LEAST && withoutGain >= WITHOUT_GAIN);
    }
}
