package io.quintet.spi;

import java.util.Optional;

/**
 * Keeps payloads that are too large for messages, which then carry a reference in their place. Safe for use by many threads and
 * processes; its methods may block.
 *
 * <p>It promises no less than the transports whose messages refer to it: what {@link #put} has returned for is there for every process
 * that opens the store, also after a crash and the loss of power.
 *
 * <p>Every method throws a {@link io.quintet.QuintetException} where the place cannot be reached or used.
 */
public interface ClaimStore extends AutoCloseable {
    /** Its name in configuration, such as {@code file}; references tell it, so that one that leads to another store is found out. */
    String name();

    /** Stores a payload under an id that nothing was stored under before: all of it, or nothing. */
    void put(ClaimId id, byte[] payload);

    /**
     * The payload of an id; empty where there is none, or none any more.
     *
     * @param most more bytes than that are not read: fails with {@link io.quintet.Code#DATA_LOSS} then
     */
    Optional<byte[]> get(ClaimId id, int most);

    /**
     * Removes payloads whose ids are smaller than one, and so older, and what attempts to store them have left.
     *
     * @param most no more than so many, so that nobody else is held up for long
     * @return how many it removed: fewer than {@code most} where no more are left; others may be removing at the same time
     */
    int expire(ClaimId before, int most);

    /** Frees what it holds; the payloads stay. The second time does nothing. */
    @Override
    void close();
}
