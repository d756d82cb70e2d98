package io.quintet.examples.fooddelivery.demo;

import java.io.PrintStream;
import java.util.function.Supplier;

/** A terminal: redraws one screen, and leaves none of it behind when it closes. Safe for use by many threads. */
final class LiveDisplay implements Display {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final int LOOK_AT_SIZE_EVERY = 4;
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final Supplier<TerminalSize> size;
    private boolean live;
    private int frames;
    private TerminalSize now = TerminalSize.USUAL;
    private boolean shown;

    LiveDisplay(PrintStream out, Supplier<TerminalSize> size) {
        this.out = out;
        this.size = size;
    }

    @Override
    public synchronized void step(String text) {
        if (!live) {
            out.print("\r" + CLEAR_LINE + text);
            out.flush();
        }
    }

    /** Stands in the snapshots that follow. */
    @Override
    public void event(String text) {}

    @Override
    public synchronized void show(Snapshot snapshot) {
        if (!live) {
            out.print("\n" + ENTER);
            live = true;
            shown = true;
        }
        if (frames++ % LOOK_AT_SIZE_EVERY == 0) {
            now = size.get();
        }
        StringBuilder screen = new StringBuilder(HOME);
        for (String line : Frame.draw(snapshot, now.columns(), now.rows() - 1, true)) {
            screen.append(line).append(CLEAR_LINE).append('\n');
        }
        out.print(screen.append(CLEAR_BELOW));
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (live) {
            out.print(LEAVE);
            live = false;
        } else if (!shown) {
            out.println();
        }
        out.flush();
    }
}
