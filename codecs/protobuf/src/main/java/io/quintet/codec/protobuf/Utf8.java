package io.quintet.codec.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.type.Misfit;
import java.util.Arrays;

/** Encodes and decodes texts, strictly, with the JDK's own code, which is quick and lenient. */
final class Utf8 {
    private static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** The text in UTF-8; half a surrogate pair, which the JDK would turn into a question mark, is refused. */
    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (byte each : bytes) {
            if (each == '?') {
                expectWhole(text);
                break;
            }
        }
        return bytes;
    }

    private static void expectWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new Misfit("", "half a character at " + i + " (expected: text that UTF-8 can carry)");
                }
                i++;
            }
        }
    }

    /** The text that bytes are; those that are not UTF-8, which the JDK would replace, are refused. */
    static String decode(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(UTF_8), bytes)) {
            throw new Misfit("", "text that is not UTF-8 (expected: UTF-8)");
        }
        return text;
    }
}
