package io.quintet.tck;

import io.quintet.spi.Instance;
import java.util.Map;
import java.util.Optional;

/** A registry under test, with nobody in it yet. */
public interface Book extends AutoCloseable {
    /** Settings of everybody who uses it, {@code registry} among them; leases should be short. */
    Map<String, String> settings();

    /** Whether instances enter themselves; false where the platform lists them, by {@link #list}. */
    default boolean entered() {
        return true;
    }

    /** Lets the platform list an instance that serves; nothing to do where instances enter themselves. */
    default void list(Instance instance) {}

    /** Lets the platform strike an instance off. */
    default void strike(Instance instance) {}

    /** Whether other processes can use it. */
    default boolean acrossProcesses() {
        return true;
    }

    /** How to stop and start the server, where it has one. */
    default Optional<Server> server() {
        return Optional.empty();
    }

    @Override
    default void close() throws Exception {}
}
