package io.quintet.type;

/**
 * A map.
 *
 * @param key the type of its keys: text, an integer, an enum, or a kind that is text in a form of its own
 * @param value the type of its values, never optional
 */
public record MapType(TextType key, TypeModel value) implements TypeModel {}
