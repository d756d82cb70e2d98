package io.quintet.net;

/** What a listener serves. */
public interface HttpService {
    /**
     * Decides, from the head of a request, what becomes of it. Called on an event loop: must not block.
     *
     * @return a {@link Reply} to answer at once without reading the body, or {@link Work} to do when the body is there
     */
    Decision accept(RequestHead head);

    /**
     * The words for a request that the listener itself turns away, as with 413, 503 or 500. Called on an event loop.
     *
     * @param status the HTTP status
     * @param detail for people: the value and the expectation
     */
    Reply refusal(RequestHead head, int status, String detail);
}
