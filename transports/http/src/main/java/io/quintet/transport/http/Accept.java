package io.quintet.transport.http;

import java.util.List;

/**
 * Chooses among media types by an {@code Accept} header: the most specific range that matches a type gives its weight, the highest
 * weight wins, among equals the one that was named more precisely, then the one offered first.
 *
 * <p>Parameters do not tell ranges apart, but for a charset other than UTF-8, which nothing here has. Ranges that are malformed are
 * passed over, and so are those beyond the limit; where none is left, anything goes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, 12.5.1</a>
 */
final class Accept {
    private static final int MOST_RANGES = 64;
    private static final int NONE = 0;
    private static final int ANY = 1;
    private static final int ANY_SUBTYPE = 2;
    private static final int EXACT = 3;

    private final String text;
    private int at;
    private boolean wellFormed;
    private boolean charset;
    private int from;
    private int to;
    private int weight;

    private Accept(String text) {
        this.text = text;
    }

    /** The index of the chosen one, or -1 where none is acceptable. */
    static int choose(String accept, List<String> offered) {
        Accept range = new Accept(accept);
        int[] matches = new int[offered.size()];
        int[] weights = new int[offered.size()];
        boolean asked = false;
        for (int ranges = 0; ranges < MOST_RANGES && range.next(); ranges++) {
            if (range.wellFormed) {
                asked = true;
                for (int i = 0; i < matches.length; i++) {
                    int match = range.match(offered.get(i));
                    if (match > matches[i] || (match == matches[i] && range.weight > weights[i])) {
                        matches[i] = match;
                        weights[i] = match == NONE ? 0 : range.weight;
                    }
                }
            }
        }
        return asked ? best(matches, weights) : 0;
    }

    private static int best(int[] matches, int[] weights) {
        int best = -1;
        for (int i = 0; i < matches.length; i++) {
            boolean better = best < 0
                    || weights[i] > weights[best]
                    || (weights[i] == weights[best] && matches[i] > matches[best]);
            if (weights[i] > 0 && better) {
                best = i;
            }
        }
        return best;
    }

    private int match(String mediaType) {
        int slash = mediaType.indexOf('/');
        if (!charset) {
            return NONE;
        }
        if (to - from == 3 && text.startsWith("*/*", from)) {
            return ANY;
        }
        if (!text.regionMatches(true, from, mediaType, 0, slash + 1)) {
            return NONE;
        }
        if (to - from == slash + 2 && text.charAt(to - 1) == '*') {
            return ANY_SUBTYPE;
        }
        return to - from == mediaType.length() && text.regionMatches(true, from, mediaType, 0, mediaType.length())
                ? EXACT
                : NONE;
    }

    /** Moves to the next range; false at the end. */
    private boolean next() {
        while (at < text.length() && (space() || text.charAt(at) == ',')) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        weight = 1000;
        charset = true;
        from = at;
        boolean type = token();
        boolean slash = at < text.length() && text.charAt(at) == '/';
        at += slash ? 1 : 0;
        wellFormed = type && slash && token();
        to = at;
        spaces();
        while (wellFormed && at < text.length() && text.charAt(at) == ';') {
            at++;
            spaces();
            parameter();
            spaces();
        }
        wellFormed &= at == text.length() || text.charAt(at) == ',';
        while (at < text.length() && text.charAt(at) != ',') {
            at++; // past what is malformed
        }
        return true;
    }

    // an empty one is allowed, as in "text/plain;"
    private void parameter() {
        int name = at;
        if (!token()) {
            return;
        }
        int nameEnd = at;
        if (at == text.length() || text.charAt(at) != '=') {
            return;
        }
        int value = ++at;
        boolean quotes = at < text.length() && text.charAt(at) == '"';
        wellFormed = quotes ? quoted() : token();
        if (named("q", name, nameEnd)) {
            weight = weight(value, at);
            wellFormed &= weight >= 0;
        } else if (named("charset", name, nameEnd)) {
            charset = named("utf-8", value, at) || named("\"utf-8\"", value, at);
        }
    }

    private boolean named(String expected, int start, int end) {
        return end - start == expected.length() && text.regionMatches(true, start, expected, 0, expected.length());
    }

    private boolean quoted() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            at += c == '\\' ? 1 : 0;
        }
        at = text.length();
        return false;
    }

    /** In thousandths; -1 where it is none. */
    private int weight(int start, int end) {
        int length = end - start;
        if (length < 1 || length > 5 || (length > 1 && text.charAt(start + 1) != '.')) {
            return -1;
        }
        int thousandths = 0;
        int unit = 1000;
        for (int i = start; i < end; i += i == start ? 2 : 1) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            thousandths += (c - '0') * unit;
            unit /= 10;
        }
        return thousandths <= 1000 ? thousandths : -1;
    }

    private boolean token() {
        int start = at;
        while (at < text.length() && isToken(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private static boolean isToken(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private void spaces() {
        while (at < text.length() && space()) {
            at++;
        }
    }

    private boolean space() {
        return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }
}
