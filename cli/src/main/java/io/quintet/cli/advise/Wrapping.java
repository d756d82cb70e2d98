package io.quintet.cli.advise;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words, so that it fits. */
final class Wrapping {
    /** Fits every terminal. */
    static final int WIDTH = 80;

    private Wrapping() {}

    /** Lines of at most that width, but for words that are longer. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
