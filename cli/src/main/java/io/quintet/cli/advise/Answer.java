package io.quintet.cli.advise;

import io.quintet.advice.Verdict;
import picocli.CommandLine.Help.Ansi;

/** A verdict in a word. */
enum Answer {
    FITS("fits", "green"),
    BUT("but", "yellow"),
    NO("no", "red");

    /** Of the longest one. */
    static final int WIDTH = 4;

    private final String word;
    private final String colour;

    Answer(String word, String colour) {
        this.word = word;
        this.colour = colour;
    }

    static Answer of(Verdict verdict) {
        return switch (verdict.fit()) {
            case FITS -> FITS;
            case WITH_CAVEATS -> BUT;
            case LACKS -> NO;
        };
    }

    String word() {
        return word;
    }

    /** As wide as the longest one. */
    String coloured(Ansi ansi) {
        return coloured(ansi, word + " ".repeat(WIDTH - word.length()));
    }

    /** A text of ours in its colour, where there are colours. */
    String coloured(Ansi ansi, String text) {
        return ansi.string("@|" + colour + " " + text + "|@");
    }
}
