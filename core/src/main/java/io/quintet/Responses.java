package io.quintet;

import java.time.Duration;
import java.util.List;

/**
 * The responses of subscribers to one publication, as they arrive, until the operation's window closes.
 *
 * <p>Safe for use by several threads. Subscribers that fail or stay silent are simply not among the responses: at most one
 * response per subscriber group is kept.
 *
 * @param <R> the response
 */
public interface Responses<R> {
    /** Waits until the window closes, and returns all that arrived, in order of arrival. */
    List<R> all();

    /** Waits until {@code count} responses have arrived or the window closes, and returns those that have, at most {@code count}. */
    List<R> first(int count);

    /** The responses that have arrived so far, without waiting. */
    List<R> arrived();

    /** How long responses are collected from the publication on. */
    Duration within();
}
