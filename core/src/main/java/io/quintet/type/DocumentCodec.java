package io.quintet.type;

import io.quintet.QuintetException;
import io.quintet.spi.RecordCodec;
import java.util.Map;
import java.util.Set;

/**
 * What every codec of records does alike: empty bytes are no document where components travelled elsewhere, and what does not fit becomes
 * INVALID_ARGUMENT with a pointer to it.
 *
 * @param <T> the record
 */
public abstract class DocumentCodec<T> implements RecordCodec<T> {
    private final String format;

    /** With the format's name as people write it, such as JSON. */
    protected DocumentCodec(String format) {
        this.format = format;
    }

    /**
     * The record without the named components.
     *
     * @throws Misfit where the format or its limits have no place for a value
     */
    protected abstract byte[] write(T value, Set<String> components);

    /**
     * The record of a document and of components by name, which win.
     *
     * @throws Misfit where the document is none or does not fit
     */
    protected abstract T read(byte[] document, Map<String, Object> components);

    /**
     * The record of components by name.
     *
     * @throws Misfit where a component does not fit or is absent
     */
    protected abstract T build(Map<String, Object> components);

    @Override
    public final byte[] encode(T value) {
        return encodeWithout(value, Set.of());
    }

    @Override
    public final byte[] encodeWithout(T value, Set<String> components) {
        try {
            return write(value, components);
        } catch (Misfit e) {
            throw e.invalid("a request or response cannot be written as " + format);
        }
    }

    @Override
    public final T decode(byte[] bytes) {
        try {
            return read(bytes, Map.of());
        } catch (Misfit e) {
            throw unfit(e);
        }
    }

    @Override
    public final T decode(byte[] bytes, Map<String, Object> components) {
        try {
            return bytes.length == 0 ? build(components) : read(bytes, components);
        } catch (Misfit e) {
            throw unfit(e);
        }
    }

    private static QuintetException unfit(Misfit misfit) {
        return misfit.invalid("the document does not fit");
    }
}
