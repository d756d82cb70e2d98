package io.quintet.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Exceptions as bounded text that every database takes. */
public final class FailureText {
    private static final int MOST_LINE = 500;
    private static final int MOST_TRACE = 16 * 1024;

    private FailureText() {}

    /** Class and message in one line. */
    public static String line(Throwable failure) {
        return bounded(failure.toString().strip().replaceAll("\\R+", " "), MOST_LINE);
    }

    /** Class, message and stack trace. */
    public static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return bounded(text.toString(), MOST_TRACE);
    }

    /**
     * A failure that can be logged and stored: itself, or one in its place where it cannot be told, for its own methods fail. What handlers
     * throw may be anything, and their messages must be settled all the same.
     */
    public static Throwable tellable(Throwable failure) {
        try {
            String unused = line(failure) + trace(failure);
            return failure;
        } catch (RuntimeException | Error e) {
            IllegalStateException instead =
                    new IllegalStateException(failure.getClass().getName() + ", which cannot tell what it is");
            instead.setStackTrace(failure.getStackTrace());
            return instead;
        }
    }

    private static String bounded(String text, int most) {
        String clean = text.replace('\0', '\uFFFD'); // PostgreSQL has no text with this character
        if (clean.length() <= most) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(most - 2)) ? most - 2 : most - 1;
        return clean.substring(0, end) + "…";
    }
}
