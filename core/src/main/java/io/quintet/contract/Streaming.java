package io.quintet.contract;

/** Which sides of an operation are streams of records, and which one record. */
public enum Streaming {
    /** One request, at most one response. */
    NONE,
    /** A stream of requests, one response. */
    REQUESTS,
    /** One request, a stream of responses. */
    RESPONSES,
    /** A stream of requests and one of responses, at the same time. */
    BOTH;

    static Streaming of(boolean requests, boolean responses) {
        return requests ? (responses ? BOTH : REQUESTS) : (responses ? RESPONSES : NONE);
    }

    /** Whether the request is a stream. */
    public boolean ofRequests() {
        return this == REQUESTS || this == BOTH;
    }

    /** Whether the response is a stream. */
    public boolean ofResponses() {
        return this == RESPONSES || this == BOTH;
    }
}
