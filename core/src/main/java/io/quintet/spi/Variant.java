package io.quintet.spi;

/**
 * One way to run a transport, and what it promises then.
 *
 * @param name what is different, such as {@code PostgreSQL}; empty where there is one way only
 * @param guarantees the promises
 */
public record Variant(String name, Guarantees guarantees) {}
