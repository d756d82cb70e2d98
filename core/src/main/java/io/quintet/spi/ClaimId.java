package io.quintet.spi;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Names a payload in a {@link ClaimStore}: 36 lower-case hexadecimal digits, of which the first 12 are the milliseconds since 1970 when
 * it was made, so that ids sort by age. Whatever text a message names, an id has no other characters: it is safe as a file's name.
 *
 * @param text the digits
 */
public record ClaimId(String text) implements Comparable<ClaimId> {
    /** How many characters an id has. */
    public static final int LENGTH = 36;

    private static final int TIME_DIGITS = 12;
    private static final int RANDOM_BYTES = (LENGTH - TIME_DIGITS) / 2;
    private static final long TIME_MASK = (1L << (4 * TIME_DIGITS)) - 1;

    /** Fails with an {@link IllegalArgumentException} that shows the text when it is no id. */
    public ClaimId {
        if (!valid(text)) {
            String shown = text.length() <= 2 * LENGTH ? text : text.substring(0, 2 * LENGTH) + "…";
            throw new IllegalArgumentException(
                    "claim id: \"" + shown + "\" (expected: " + LENGTH + " lower-case hexadecimal digits)");
        }
    }

    /** Whether a text is an id. */
    public static boolean valid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** A new one that nobody can guess, provided that nobody can guess what is drawn. */
    public static ClaimId of(Instant now, RandomGenerator random) {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        return new ClaimId(time(now) + HexFormat.of().formatHex(drawn));
    }

    /** The smallest one that can be made at a time: all that are smaller are older. */
    public static ClaimId first(Instant time) {
        return new ClaimId(time(time) + "0".repeat(LENGTH - TIME_DIGITS));
    }

    private static String time(Instant time) {
        return HexFormat.of().toHexDigits(time.toEpochMilli() & TIME_MASK, TIME_DIGITS);
    }

    /** When it was made, by the clock of who made it. */
    public Instant made() {
        return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(text, 0, TIME_DIGITS));
    }

    @Override
    public int compareTo(ClaimId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
