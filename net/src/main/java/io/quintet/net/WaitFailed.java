package io.quintet.net;

/** Something on an event loop failed or took too long; the cause says what. */
final class WaitFailed extends Exception {
    private static final long serialVersionUID = 1L;

    WaitFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
