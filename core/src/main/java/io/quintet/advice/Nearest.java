package io.quintet.advice;

import java.util.Collection;
import java.util.Comparator;

/** Which of the known words a mistyped one may have meant. */
final class Nearest {
    private Nearest() {}

    /** The word with the fewest letters to change; empty where that is more than every other letter. */
    static String to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .filter(each -> distance(word, each) <= Math.max(1, each.length() / 2))
                .orElse("");
    }

    /** Letters to add, drop or replace; Levenshtein's, with one line of his table at a time. */
    private static int distance(String one, String other) {
        int[] line = new int[other.length() + 1];
        for (int j = 0; j < line.length; j++) {
            line[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = line[0];
            line[0] = i;
            for (int j = 1; j < line.length; j++) {
                int above = line[j];
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                line[j] = Math.min(replaced, 1 + Math.min(above, line[j - 1]));
                diagonal = above;
            }
        }
        return line[other.length()];
    }
}
