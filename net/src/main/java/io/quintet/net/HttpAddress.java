package io.quintet.net;

import io.quintet.QuintetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;
    private static final int MOST_PORT = 65_535;

    /** A host in brackets or without colons, a port, and a slash; no user, path, query or fragment. */
    private static final Pattern PLACE =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:/?#@\\[\\]]+))(?::(\\d{1,5}))?/?");

    /**
     * Reads {@code http://host:port} or {@code https://host:port}; without a port it is 80 or 443.
     *
     * @throws QuintetException UNAVAILABLE that shows the text, when it is neither
     */
    public static HttpAddress parse(String text) {
        boolean tls = text.startsWith(SECURE);
        if (tls || text.startsWith(PLAIN)) {
            Matcher place = PLACE.matcher(text.substring(tls ? SECURE.length() : PLAIN.length()));
            if (place.matches()) {
                int port = place.group(3) != null ? Integer.parseInt(place.group(3)) : tls ? SECURE_PORT : PLAIN_PORT;
                if (port > 0 && port <= MOST_PORT) {
                    return new HttpAddress(tls, place.group(1) != null ? place.group(1) : place.group(2), port);
                }
            }
        }
        throw QuintetException.unreachable(
                "endpoint \"" + text + "\" (expected: an address such as http://127.0.0.1:8080)", null);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (tls ? SECURE : PLAIN) + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
