package io.quintet.discovery.kubernetes;

import java.io.IOException;

/** The API does not do what it was asked for. */
final class ApiException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The resource version is too old: the list must be read again. */
    private static final int GONE = 410;

    private final int code;

    ApiException(int code, String message) {
        super(message);
        this.code = code;
    }

    boolean gone() {
        return code == GONE;
    }
}
