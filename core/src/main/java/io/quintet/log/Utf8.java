package io.quintet.log;

/** What texts come to as UTF-8. */
public final class Utf8 {
    private Utf8() {}

    /** How many bytes, without making them; one of ASCII alone has as many as characters. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
