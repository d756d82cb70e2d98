package io.quintet.type;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What a document may contain, in every format, in both directions: what would be refused when read is refused when written.
 *
 * <p>How large a whole document may be is the transport's to say.
 */
public final class Limits {
    /** How deep records, lists and maps may nest. */
    public static final int MAX_DEPTH = 100;

    /** How many characters a text may have, or bytes in base64. */
    public static final int MAX_TEXT = 16 * 1024 * 1024;

    /** How many characters the key of a map may have. */
    public static final int MAX_KEY = 10_000;

    /** How many elements a list or set may have, and entries a map. */
    public static final int MAX_ELEMENTS = 1_000_000;

    /** How many digits a number may have, and how far its decimal point may be from them. */
    public static final int MAX_DIGITS = 1000;

    /** How many characters a number may have as text: its digits, two signs, a point, and an exponent. */
    public static final int MAX_NUMBER = MAX_DIGITS + 20;

    private static final int MAX_BITS = (int) Math.ceil(MAX_DIGITS / Math.log10(2));

    private Limits() {}

    /** Whether a number stays within {@link #MAX_DIGITS}; 1e1000000000 is 12 characters, and a gigabyte as an integer. */
    public static boolean allows(BigDecimal value) {
        return Math.abs((long) value.scale()) <= MAX_DIGITS && allows(value.unscaledValue());
    }

    /** Whether a number stays within {@link #MAX_DIGITS}, rounded up to a whole bit. */
    public static boolean allows(BigInteger value) {
        return value.bitLength() <= MAX_BITS;
    }
}
