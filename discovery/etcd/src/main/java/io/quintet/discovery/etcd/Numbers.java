package io.quintet.discovery.etcd;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Numbers of 64 bits, which the gateway writes as texts, and not at all when they are 0. */
final class Numbers {
    private Numbers() {}

    static long of(JsonNode object, String name) throws IOException {
        String text = object.path(name).asString("0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException(name + ": \"" + text + "\" (expected: a number)", e);
        }
    }
}
