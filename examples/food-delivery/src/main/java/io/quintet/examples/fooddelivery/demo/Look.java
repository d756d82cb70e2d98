package io.quintet.examples.fooddelivery.demo;

/** How a piece of text looks on a terminal; on anything else it is plain. */
enum Look {
    PLAIN(""),
    TITLE("\u001b[1m"),
    DIM("\u001b[2m"),
    GOOD("\u001b[32m"),
    WAIT("\u001b[33m"),
    BAD("\u001b[1;31m");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Look(String code) {
        this.code = code;
    }

    String paint(String text, boolean colours) {
        return colours && this != PLAIN ? code + text + RESET : text;
    }
}
