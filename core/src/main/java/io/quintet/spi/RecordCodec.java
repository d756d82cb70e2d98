package io.quintet.spi;

import java.util.Map;
import java.util.Set;

/**
 * Writes and reads one record type.
 *
 * @param <T> the record
 */
public interface RecordCodec<T> {
    /** The whole record as bytes. */
    byte[] encode(T value);

    /** The record without the named components, for those that travel elsewhere, as in a path. */
    byte[] encodeWithout(T value, Set<String> components);

    /**
     * The record from bytes.
     *
     * @throws io.quintet.QuintetException INVALID_ARGUMENT with a violation that points to the offending field
     */
    T decode(byte[] bytes);

    /**
     * The record from bytes and components that travelled elsewhere, by name; empty bytes mean there is no body. A component that is
     * in both comes from {@code components}.
     *
     * @throws io.quintet.QuintetException as {@link #decode(byte[])}
     */
    T decode(byte[] bytes, Map<String, Object> components);
}
