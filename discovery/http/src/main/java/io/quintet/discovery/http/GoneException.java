package io.quintet.discovery.http;

import java.io.IOException;

/** The server no longer has the changes since then: everything must be read again, and nothing is wrong. */
public final class GoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the reason, for people. */
    public GoneException(String message) {
        super(message);
    }
}
