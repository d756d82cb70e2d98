package io.quintet.type;

/**
 * An {@link java.util.Optional} component; empty is absent on the wire.
 *
 * @param value the type of its value, never optional
 */
public record OptionalType(TypeModel value) implements TypeModel {}
