package io.quintet.spi;

import io.quintet.contract.OperationModel;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Fallback;
import org.jspecify.annotations.Nullable;

/** Watches operations, for metrics and traces. Called on the threads that do the work: must return quickly and must not throw. */
public interface Observer {
    /**
     * An operation ended on the side that began it: with its response, with its reply, or, where the style has no response, when it
     * was accepted.
     */
    default void completed(OperationModel operation, String transport, long nanos, @Nullable Throwable error) {}

    /**
     * A handler was given a message, and succeeded or failed.
     *
     * @param sinceSentNanos from sending to the end of handling, by the wall clocks of both machines
     * @param attempt 1 for the first delivery
     */
    default void handled(
            OperationModel operation, String transport, long sinceSentNanos, int attempt, @Nullable Throwable error) {}

    /** A message was recognised as handled before, and not handled again. */
    default void duplicate(OperationModel operation, String transport) {}

    /** The circuit of an operation at a target, an endpoint's address or a channel's name, has another state. */
    default void circuit(OperationModel operation, String target, Circuit.State from, Circuit.State to) {}

    /** One handling of an operation has called another as often as a budget allows; once per handling and operation called. */
    default void chatty(OperationModel handled, OperationModel called, int calls) {}

    /** A payload of an operation, a request or a response of so many bytes, is larger than a budget; on the side that writes it. */
    default void large(OperationModel operation, int bytes) {}

    /** A caller got something else than the service's response; {@link #completed} tells of that call without an error. */
    default void fellBack(OperationModel operation, Fallback fallback) {}
}
