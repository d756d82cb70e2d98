package io.quintet.spi;

/** The phone book of running instances, as one technology keeps it. Safe for use by many threads. */
public interface Registry extends AutoCloseable {
    /**
     * Enters an instance and keeps the entry alive until the registration or the registry is closed.
     *
     * <p>Does nothing where a platform keeps the book by itself.
     *
     * @throws io.quintet.QuintetException when the registry cannot be reached
     */
    Registration register(Instance instance);

    /**
     * Tells a follower who runs, the first time soon and again whenever that changes, until the registry is closed. Does not wait for
     * the registry's server. {@link Followers} does the telling.
     */
    void follow(Sought sought, Follower follower);

    /** Takes out all entries of this process and frees its threads. */
    @Override
    void close();

    /** One entry. */
    interface Registration extends AutoCloseable {
        /** Takes the entry out. */
        @Override
        void close();
    }
}
