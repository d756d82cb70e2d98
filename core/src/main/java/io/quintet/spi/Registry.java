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

    /**
     * Takes out all entries of this process and frees its threads.
     *
     * <p>Runs in a thread of its own, which is interrupted when it takes too long: nobody waits for a registry that is away.
     */
    @Override
    void close();

    /** One entry. */
    interface Registration extends AutoCloseable {
        /** Takes the entry out, now or as soon as the registry can be reached. May be called by several threads at once, for several entries. */
        @Override
        void close();
    }
}
