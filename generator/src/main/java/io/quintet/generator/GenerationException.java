package io.quintet.generator;

/** A document cannot become contracts and records; the message says which, where in it, and why. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GenerationException(String message) {
        super(message);
    }

    GenerationException(String message, Throwable cause) {
        super(message, cause);
    }
}
