package io.quintet.transport.zeromq;

/** What a message counts for where bytes are bounded: its own, and what it takes to keep it. */
final class Cost {
    private static final int KEEPING = 512;

    private Cost() {}

    /** With so many bytes of headers and of payload. */
    static int of(int headers, int payload) {
        return KEEPING + headers + payload;
    }
}
