package io.quintet.cli;

/** A command cannot do what it was asked to; the message says why in plain words and is all that the user sees. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what happened and what to do. */
    public CommandFailed(String message) {
        super(message);
    }

    /** With the failure that stands behind it, shown with {@code --debug} only. */
    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
