package io.quintet.runtime;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes W3C trace contexts: continues the one of the thread's handler, or begins one. */
final class Traceparent {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Traceparent() {}

    static String next(@Nullable CallContext context) {
        return context != null && context.traceparent() != null ? context.traceparent() : begin();
    }

    private static String begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] text = new char[55];
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        hex(text, 3, random.nextLong());
        hex(text, 19, random.nextLong() | 1);
        text[35] = '-';
        hex(text, 36, random.nextLong() | 1);
        text[52] = '-';
        text[53] = '0';
        text[54] = '1';
        return new String(text);
    }

    private static void hex(char[] text, int at, long value) {
        for (int i = 15; i >= 0; i--) {
            text[at + i] = HEX[(int) (value & 15)];
            value >>>= 4;
        }
    }
}
