package io.quintet.net;

import io.quintet.QuintetException;

/**
 * Where a peer listens.
 *
 * @param tls whether the connection is encrypted and the peer's certificate checked
 * @param host name or address, without brackets
 * @param port the port
 */
public record HttpAddress(boolean tls, String host, int port) {
    private static final String PLAIN = "http://";
    private static final String SECURE = "https://";

    /**
     * Reads {@code http://host:port} or {@code https://host:port}.
     *
     * @throws QuintetException UNAVAILABLE that shows the text, when it is neither
     */
    public static HttpAddress parse(String text) {
        boolean tls = text.startsWith(SECURE);
        int from = tls ? SECURE.length() : PLAIN.length();
        int colon = text.lastIndexOf(':');
        int end = text.endsWith("/") ? text.length() - 1 : text.length();
        if ((tls || text.startsWith(PLAIN)) && colon > from) {
            String host = text.substring(from, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            int port = port(text, colon + 1, end);
            if (port > 0 && !host.isEmpty() && host.indexOf('/') < 0) {
                return new HttpAddress(tls, host, port);
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

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (tls ? SECURE : PLAIN) + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
