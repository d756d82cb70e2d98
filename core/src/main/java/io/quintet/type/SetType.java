package io.quintet.type;

/**
 * A set.
 *
 * @param element the type of its elements, never optional
 */
public record SetType(TypeModel element) implements TypeModel {}
