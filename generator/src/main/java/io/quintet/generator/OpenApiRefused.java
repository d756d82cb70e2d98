package io.quintet.generator;

/** Something in an OpenAPI document that cannot be kept. */
final class OpenApiRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a JSON pointer to the place, as {@code #/paths/...}, or empty for the whole. */
    OpenApiRefused(String where, String what) {
        super(where.isEmpty() ? what : where + ": " + what);
    }
}
