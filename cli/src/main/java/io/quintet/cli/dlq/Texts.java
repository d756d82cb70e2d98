package io.quintet.cli.dlq;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What comes out of messages, fit for a terminal. */
final class Texts {
    private Texts() {}

    /** To the second, in UTC. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Without control characters: a message must not be able to steer the terminal. */
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(steers(c) ? '\uFFFD' : c));
        return clean.toString();
    }

    /** As {@link #printable}, line breaks and tabulators excepted. */
    static String printableLines(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .forEach(c -> clean.appendCodePoint(c != '\n' && c != '\t' && steers(c) ? '\uFFFD' : c));
        return clean.toString();
    }

    /** Control characters, and those that turn the direction of what follows. */
    static boolean steers(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    /** The first line, cut where it is longer. */
    static String line(String text, int most) {
        String first = text.lines().findFirst().orElse("");
        return first.codePointCount(0, first.length()) <= most
                ? first
                : first.substring(0, first.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** How many columns it takes. */
    static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return Character.isIdeographic(c)
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
                || (c >= 0x1F300 && c <= 0x1FAFF);
    }
}
