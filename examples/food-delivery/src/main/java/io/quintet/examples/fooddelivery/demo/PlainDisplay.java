package io.quintet.examples.fooddelivery.demo;

import java.io.PrintStream;
import java.time.Duration;

/** Not a terminal: a line now and then. Safe for use by many threads. */
final class PlainDisplay implements Display {
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final PrintStream out;
    private long lastShown = System.nanoTime() - EVERY.toNanos();
    private int deaths;

    PlainDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void step(String text) {
        out.println(text);
    }

    @Override
    public synchronized void event(String text) {
        out.println(text);
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        long now = System.nanoTime();
        if (now - lastShown < EVERY.toNanos() && deaths == snapshot.dead().size()) {
            return;
        }
        lastShown = now;
        deaths = snapshot.dead().size();
        out.println(Lines.of(snapshot));
    }

    @Override
    public void close() {
        out.flush();
    }
}
