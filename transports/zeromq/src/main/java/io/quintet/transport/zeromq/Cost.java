package io.quintet.transport.zeromq;

/** What a message counts for where bytes are bounded: its own, and what it takes to keep it. */
final class Cost {
    private static final int KEEPING = 512;

    private Cost() {}

    static int of(byte[] headers, byte[] payload) {
        return KEEPING + headers.length + payload.length;
    }
}
