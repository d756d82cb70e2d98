package io.quintet.spi;

/** A payload format; found through {@link java.util.ServiceLoader}. Safe for use by many threads. */
public interface Codec {
    /** Its name in configuration, such as {@code json}. */
    String name();

    /** Its media type, such as {@code application/json}. */
    String mediaType();

    /**
     * The codec of one record type, made once at start-up.
     *
     * @throws io.quintet.InvalidContractException when the format cannot carry the type
     */
    <T> RecordCodec<T> of(Class<T> type);

    /** A record whose type is known only now, such as the detail of an error. */
    @SuppressWarnings("unchecked") // a codec for a class writes just instances of that class
    default byte[] encode(Object value) {
        return ((RecordCodec<Object>) of(value.getClass())).encode(value);
    }
}
