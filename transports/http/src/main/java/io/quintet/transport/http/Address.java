package io.quintet.transport.http;

import io.quintet.QuintetException;

/**
 * Where a peer listens.
 *
 * @param host name or address, without brackets
 * @param port the port
 */
record Address(String host, int port) {
    private static final String SCHEME = "http://";

    /** Reads {@code http://host:port}; a failure that shows the text when it is none. */
    static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        int end = text.endsWith("/") ? text.length() - 1 : text.length();
        if (text.startsWith(SCHEME) && colon > SCHEME.length()) {
            String host = text.substring(SCHEME.length(), colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            int port = port(text, colon + 1, end);
            if (port > 0 && !host.isEmpty() && host.indexOf('/') < 0) {
                return new Address(host, port);
            }
        }
        throw QuintetException.unreachable(
                "endpoint \"" + text + "\" (expected: an address such as http://127.0.0.1:8080)", null);
    }

    private static int port(String text, int from, int to) {
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || port > 65_535) {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port <= 65_535 ? port : -1;
    }

    /** A host as it stands in a URI: IPv6 addresses in brackets. */
    static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
