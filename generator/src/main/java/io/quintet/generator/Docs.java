package io.quintet.generator;

import java.util.stream.Collectors;

/** Comments of documents as Javadoc, in which they can say nothing but text. */
final class Docs {
    private Docs() {}

    /** Plain text as Javadoc: no tag, no markup, no end of the comment. */
    static String javadoc(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;")
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }
}
