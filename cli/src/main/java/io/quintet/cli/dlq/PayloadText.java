package io.quintet.cli.dlq;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A payload for people: JSON laid out, other text as it is, all else in hexadecimal digits. */
final class PayloadText {
    private static final int MOST_CHARS = 4000;
    private static final int MOST_BYTES = 1024;
    private static final int ROW = 16;

    private PayloadText() {}

    /**
     * As much of a text as is shown.
     *
     * @param shown how it begins
     * @param length how long all of it is
     */
    record Beginning(String shown, long length) {}

    /** Cut where it is long, unless it is wanted in full. */
    static String of(byte[] payload, boolean full) {
        if (payload.length == 0) {
            return "(empty)";
        }
        String text = text(payload);
        if (text == null) {
            return hex(payload, full ? payload.length : Math.min(payload.length, MOST_BYTES));
        }
        int most = full ? Integer.MAX_VALUE : MOST_CHARS;
        Beginning beginning = JsonLayout.valid(text)
                ? JsonLayout.of(text, most)
                : new Beginning(text.substring(0, Math.min(text.length(), most)), text.length());
        long more = beginning.length() - beginning.shown().length();
        return Texts.printableLines(beginning.shown())
                + (more == 0 ? "" : "…\n(" + more + " more characters; --full shows them)");
    }

    /** Null where it is none. */
    private static @Nullable String text(byte[] payload) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t') ? text : null;
        } catch (CharacterCodingException e) {
            return null; // binary, then
        }
    }

    private static String hex(byte[] payload, int most) {
        StringBuilder dump = new StringBuilder();
        HexFormat digits = HexFormat.of();
        for (int row = 0; row < most; row += ROW) {
            dump.append(digits.toHexDigits(row)).append(' ');
            StringBuilder text = new StringBuilder();
            for (int i = row; i < row + ROW; i++) {
                dump.append(i % (ROW / 2) == 0 ? " " : "");
                if (i < most) {
                    dump.append(digits.toHexDigits(payload[i])).append(' ');
                    text.append(payload[i] >= ' ' && payload[i] < 0x7f ? (char) payload[i] : '.');
                } else {
                    dump.append("   ");
                }
            }
            dump.append(' ').append(text).append('\n');
        }
        if (most < payload.length) {
            dump.append('(').append(payload.length - most).append(" more bytes; --full shows them)");
        }
        return dump.toString();
    }
}
