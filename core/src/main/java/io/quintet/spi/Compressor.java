package io.quintet.spi;

/** A way to compress payloads; found through {@link java.util.ServiceLoader}. Safe for use by many threads. */
public interface Compressor {
    /** Its name in configuration and in messages, as HTTP calls it, such as {@code gzip}. */
    String name();

    /** The payload, smaller if it can be. */
    byte[] compress(byte[] payload);

    /**
     * What was compressed.
     *
     * @param most more bytes than that are not made, however many the compressed ones promise
     * @throws io.quintet.QuintetException INVALID_ARGUMENT where the bytes are damaged, or would become more than {@code most}
     */
    byte[] decompress(byte[] compressed, int most);
}
