package io.quintet.discovery.http;

import java.io.IOException;

/** The server has answered, but not with what it was asked for. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    RefusedException(int status, String body) {
        super("status " + status);
        this.status = status;
        this.body = body;
    }

    /** Of the response. */
    public int status() {
        return status;
    }

    /** Its beginning, as the server wrote it. */
    public String body() {
        return body;
    }
}
