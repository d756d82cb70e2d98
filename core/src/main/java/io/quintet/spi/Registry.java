package io.quintet.spi;

import java.util.List;

/** The phone book of running instances. Safe for use by many threads. */
public interface Registry extends AutoCloseable {
    /** Enters an instance and keeps the entry alive until the registration or the registry is closed. */
    Registration register(Instance instance);

    /** The running instances that serve a contract; from a cache that is at most a heartbeat old, so that it never waits long. */
    List<Instance> instances(String contract);

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
