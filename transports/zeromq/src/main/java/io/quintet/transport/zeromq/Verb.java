package io.quintet.transport.zeromq;

import org.jspecify.annotations.Nullable;

/**
 * What travels, by the third byte of the first frame; the one table. A connection goes from a DEALER, at who calls or sends, to a ROUTER,
 * at who serves or subscribes.
 */
enum Verb {
    /** From the dealer, first of all; frame 1: the name of this run of the instance. */
    HELLO('H', 2),
    /** The answer to {@link #HELLO}. */
    WELCOME('W', 1),
    /** From the dealer: is anybody there. */
    PING('P', 1),
    /** The answer to {@link #PING}. */
    PONG('Q', 1),
    /**
     * From either: forget what you know of me; a dealer that goes on begins with {@link #HELLO}. A router that closes says how many calls
     * of this connection it has taken: of those behind them nothing has begun.
     */
    BYE('B', 1),
    /** A call: number; remaining nanoseconds; frames: operation, headers, payload. */
    CALL('C', 4),
    /** The caller does not wait any more: number of the call. */
    CANCEL('X', 1),
    /** Number of the call; frame 1: the payload, absent where there is none. */
    RESULT('R', 1),
    /** Number of the call; frames: the failure as headers, the detail's payload or nothing. */
    FAILURE('F', 3),
    /** Begins a stream of messages: its number; frames: channel, group, which member if not any. */
    OPEN('O', 3),
    /** The answer to {@link #OPEN}: number of the stream; how many bytes may be under way. */
    OPENED('G', 1),
    /** The other answer: number of the stream; frame 1: why not. */
    REFUSED('N', 2),
    /** Messages: number of the stream; sequence of the first; and {@link Bundle}. */
    SEND('S', 1),
    /** Number of the stream; sequence up to which all is received; and from which to which sequence is settled, any number of times. */
    RECEIVED('A', 1),
    /** Number of the stream: send nothing more. */
    LEAVING('L', 1),
    /** Number of the stream, which ends: what is not settled is the sender's again. */
    RETURNED('T', 1);

    private static final Verb[] BY_CODE = new Verb[128];

    static {
        for (Verb verb : values()) {
            BY_CODE[verb.code] = verb;
        }
    }

    private final byte code;
    private final int frames;

    Verb(char code, int frames) {
        this.code = (byte) code;
        this.frames = frames;
    }

    byte code() {
        return code;
    }

    /** How many frames there are at least, the first included. */
    int frames() {
        return frames;
    }

    static @Nullable Verb of(byte code) {
        return code < 0 ? null : BY_CODE[code];
    }
}
