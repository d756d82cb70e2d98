package io.quintet.transport.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of UTF-8 (RFC 3986, section 2). */
final class Percent {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Percent() {}

    /** Appends a text, encoding all but the unreserved characters. */
    static void encode(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!unreserved(c)) {
                out.append(text, 0, i);
                encodeBytes(out, text.substring(i));
                return;
            }
        }
        out.append(text);
    }

    private static void encodeBytes(StringBuilder out, String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && unreserved((char) b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** A part of a text decoded, with a plus as a space where asked for; null when the encoding, or the UTF-8 in it, is wrong. */
    static @Nullable String decode(String text, int from, int to, boolean plusIsSpace) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' || c >= 0x80 || (c == '+' && plusIsSpace)) {
                return decodeBytes(text, from, to, plusIsSpace);
            }
        }
        return text.substring(from, to);
    }

    private static @Nullable String decodeBytes(String text, int from, int to, boolean plusIsSpace) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < to ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < to ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                out.write((high << 4) | low);
                i += 2;
            } else if (c >= 0x80) {
                return null;
            } else {
                out.write(c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
