package io.quintet;

/** How two sides of an operation interact: one-to-one or one-to-many, synchronous or asynchronous. */
public enum InteractionStyle {
    /** One receiver; the caller waits for the response. */
    REQUEST_RESPONSE(false, true),
    /** One receiver; the response arrives later, possibly after the requester restarted. */
    ASYNC_REQUEST_RESPONSE(false, true),
    /** One receiver; no response. */
    NOTIFICATION(false, false),
    /** Every subscriber group; no response. */
    PUBLISH_SUBSCRIBE(true, false),
    /** Every subscriber group; the responses that arrive within a window. */
    PUBLISH_ASYNC_RESPONSES(true, true);

    private final boolean oneToMany;
    private final boolean responds;

    InteractionStyle(boolean oneToMany, boolean responds) {
        this.oneToMany = oneToMany;
        this.responds = responds;
    }

    /** Whether every subscriber group receives the message, rather than one receiver. */
    public boolean oneToMany() {
        return oneToMany;
    }

    /** Whether the receiving side answers. */
    public boolean responds() {
        return responds;
    }
}
