package io.quintet;

/** The configuration cannot be used; the message names the setting, its value and the expectation. Change the configuration. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the setting, its value and the expectation. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** With the failure that stands behind it. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
