package io.quintet.cli.dlq;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Lays JSON out over lines, every value as it was written: a number that is read and written again may look another. */
final class JsonLayout {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String json;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private JsonLayout(String json) {
        this.json = json;
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

    /** Of valid JSON. */
    static String of(String json) {
        return new JsonLayout(json).layOut();
    }

    private String layOut() {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                case '"' -> {
                    int end = endOfString(i);
                    out.append(json, i, end);
                    i = end - 1;
                }
                case '{', '[' -> i = open(c, i);
                case '}', ']' -> {
                    depth--;
                    breakLine();
                    out.append(c);
                }
                case ',' -> {
                    out.append(c);
                    breakLine();
                }
                case ':' -> out.append(": ");
                case ' ', '\t', '\r', '\n' -> {}
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Returns where to read on after; empty ones stay on one line. */
    private int open(char c, int at) {
        out.append(c);
        int next = at + 1;
        while (Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        if (json.charAt(next) == '}' || json.charAt(next) == ']') {
            out.append(json.charAt(next));
            return next;
        }
        depth++;
        breakLine();
        return at;
    }

    private void breakLine() {
        out.append('\n').append("  ".repeat(depth));
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
