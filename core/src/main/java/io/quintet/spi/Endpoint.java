package io.quintet.spi;

import java.util.regex.Pattern;

/**
 * One instance's network location.
 *
 * @param transport the call transport that reaches it
 * @param address what that transport understands, such as {@code http://127.0.0.1:8080}
 */
public record Endpoint(String transport, String address) {
    /** A host and its port look like a scheme and what is behind it. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?://[^\\s/]\\S*|[^\\s/0-9]\\S*)");

    /** Whether a text can be an address of any transport: it has a scheme, and names a place. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
