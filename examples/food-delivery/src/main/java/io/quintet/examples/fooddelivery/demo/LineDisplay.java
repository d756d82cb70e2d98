package io.quintet.examples.fooddelivery.demo;

import java.io.PrintStream;

/** A terminal, for a run that nobody watches closely: one line that changes. Safe for use by many threads. */
final class LineDisplay implements Display {
    private static final String CLEAR_LINE = "\u001b[K";

    private final PrintStream out;
    private final int width;
    private boolean open = true;

    LineDisplay(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public synchronized void step(String text) {
        out.print("\r" + Texts.fit(text, width - 1) + CLEAR_LINE);
        out.flush();
    }

    @Override
    public synchronized void event(String text) {
        out.println("\r" + Texts.fit(text, width - 1) + CLEAR_LINE);
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        step(Lines.of(snapshot));
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            out.println();
        }
    }
}
