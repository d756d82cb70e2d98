package io.quintet.examples.fooddelivery.process;

/** A data file cannot be used; the message names the file, the line, the value and the expectation. Mend the file. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With file, line, value and expectation. */
    public DataException(String message) {
        super(message);
    }

    DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
