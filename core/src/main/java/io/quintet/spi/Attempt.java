package io.quintet.spi;

import java.time.Instant;

/**
 * A delivery that failed.
 *
 * @param number 1 for the first delivery
 * @param at when it failed
 * @param instance the name of the instance that had it
 * @param error the exception's class and message, in one short line
 */
public record Attempt(int number, Instant at, String instance, String error) {}
