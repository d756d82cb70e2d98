package io.quintet.cli.dlq;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Lays JSON out over lines, every value as it was written: a number that is read and written again may look another. */
final class JsonLayout {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Deeper ones are no easier to read, and the blanks before them could be many times the payload. */
    private static final int MOST_DEPTH = 25;

    private final String json;
    private final int most;
    private final StringBuilder out = new StringBuilder();
    private long length;
    private int depth;

    private JsonLayout(String json, int most) {
        this.json = json;
        this.most = most;
    }

    /** Whether it is one object or array, and nothing else. */
    static boolean valid(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null || !parser.currentToken().isStructStart()) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Of valid JSON; no more than its beginning is made. */
    static PayloadText.Beginning of(String json, int most) {
        return new JsonLayout(json, most).layOut();
    }

    private PayloadText.Beginning layOut() {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                case '"' -> {
                    int end = endOfString(i);
                    add(json.substring(i, end));
                    i = end - 1;
                }
                case '{', '[' -> i = open(c, i);
                case '}', ']' -> {
                    depth--;
                    breakLine();
                    add(c);
                }
                case ',' -> {
                    add(c);
                    breakLine();
                }
                case ':' -> add(": ");
                case ' ', '\t', '\r', '\n' -> {}
                default -> add(c);
            }
        }
        return new PayloadText.Beginning(out.toString(), length);
    }

    private void add(char c) {
        add(String.valueOf(c));
    }

    private void add(String text) {
        out.append(text, 0, Math.min(text.length(), most - out.length()));
        length += text.length();
    }

    /** Returns where to read on after; empty ones stay on one line. */
    private int open(char c, int at) {
        add(c);
        int next = at + 1;
        while (Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        if (json.charAt(next) == '}' || json.charAt(next) == ']') {
            add(json.charAt(next));
            return next;
        }
        depth++;
        breakLine();
        return at;
    }

    private void breakLine() {
        add("\n" + "  ".repeat(Math.min(depth, MOST_DEPTH)));
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
