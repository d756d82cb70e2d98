package io.quintet;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where, as a JSON pointer such as {@code /items/0/quantity} (RFC 6901); empty for the whole document
 * @param message the value and the expectation, such as {@code "abc" (expected: an integer)}
 */
public record Violation(String pointer, String message) {}
