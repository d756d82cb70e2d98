package io.quintet.config;

/**
 * One value and where it comes from.
 *
 * @param value the text
 * @param origin a file, an environment variable, or code
 */
record Setting(String value, String origin) {
    /** Without the value: it may be a secret. */
    @Override
    public String toString() {
        return "Setting[" + origin + "]";
    }
}
