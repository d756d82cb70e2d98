package io.quintet.type;

/** A record's own constructor did not take the values; codecs make it a violation that points to the record. */
public final class RecordRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordRefused(Throwable cause) {
        super(reason(cause), cause, false, false);
    }

    /** The record's own words, unless they are the JVM's, which name classes. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        boolean own = cause instanceof IllegalArgumentException || cause instanceof NullPointerException;
        boolean byJvm = cause instanceof NullPointerException && message != null && message.startsWith("Cannot ");
        return own && !byJvm && message != null && !message.isBlank()
                ? message
                : "refused by its own checks (expected: values that belong together)";
    }
}
