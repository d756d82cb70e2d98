package io.quintet.advice;

/**
 * What is to be known of a transport that fits.
 *
 * @param kind what sort of thing it is
 * @param text in words
 */
public record Caveat(Kind kind, String text) {
    /** What sort of thing is to be known. */
    public enum Kind {
        /** The transport has it not, core makes it of something else, and that costs what the text says. */
        EMULATED,
        /** Nobody has asked for it, and it is not there. */
        LIMIT,
        /** It is not known whether a figure that was asked for is kept. */
        NOT_MEASURED
    }
}
