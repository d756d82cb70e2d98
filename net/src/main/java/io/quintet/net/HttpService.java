package io.quintet.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is served at a port. */
public interface HttpService {
    /**
     * How the content types of the requests to it begin, in small letters, where it shares its port; null for one that gets what no other
     * claims.
     */
    default @Nullable String contentTypes() {
        return null;
    }

    /**
     * Decides, from the head of a request, what becomes of it. Called on an event loop: must not block.
     *
     * @return a {@link Reply} to answer at once without reading the body, or {@link Work} to do when the body is there
     */
    Decision accept(RequestHead head);

    /**
     * The answer to a request that must be answered though none is accepted, such as one about health. Called on an event loop: must not
     * block.
     *
     * @param draining whether the service is about to leave; otherwise too many requests are under way
     * @return null for all requests that are turned away
     */
    default @Nullable Reply whileRefusing(RequestHead head, boolean draining) {
        return null;
    }

    /** Whether anybody may ask for it without a signature, where requests must be signed, as about health. Called on an event loop. */
    default boolean open(RequestHead head) {
        return false;
    }

    /**
     * The words for a request that the listener itself turns away, as with 413, 429, 503 or 500. Called on an event loop.
     *
     * @param status the HTTP status
     * @param detail for people: the value and the expectation
     * @param retryAfter how long the caller is told to wait; null where it is told nothing
     */
    Reply refusal(RequestHead head, int status, String detail, @Nullable Duration retryAfter);
}
