package io.quintet.transport.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of all that is not printable ASCII, as gRPC has it for its messages; other texts in metadata use it, too. */
final class Escapes {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private static final String DOTS = "...";

    private Escapes() {}

    static String encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) {
                return encodeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    /** As much of a text as takes at most so many characters when it is encoded; where some is left out, it ends with dots. */
    static String encode(String text, int most) {
        String all = encode(text);
        if (all.length() <= most) {
            return all;
        }
        int end = 0;
        for (int length = DOTS.length(); end < text.length(); ) {
            int next = Character.charCount(text.codePointAt(end));
            length += encode(text.substring(end, end + next)).length();
            if (length > most) {
                break;
            }
            end += next;
        }
        return encode(text.substring(0, end)) + DOTS;
    }

    private static boolean plain(int c) {
        return c >= ' ' && c <= '~' && c != '%';
    }

    private static String encodeBytes(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            if (plain(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return out.toString();
    }

    /** What was encoded; what cannot be decoded stays as it is, for gRPC forbids to drop a message over its encoding. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write((high << 4) | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
