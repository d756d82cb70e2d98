package io.quintet.type;

/**
 * A list, or a collection that is read as one.
 *
 * @param element the type of its elements, never optional
 */
public record ListType(TypeModel element) implements TypeModel {}
