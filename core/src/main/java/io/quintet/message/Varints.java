package io.quintet.message;

/**
 * Writes numbers as varints: seven bits a byte, the lowest first, and the high bit set in each but the last. Numbers are taken as without a
 * sign.
 */
public final class Varints {
    private Varints() {}

    /** How many bytes {@link #put} writes for a number, 1 to 5. */
    public static int bytes(int value) {
        return (31 - Integer.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }

    /** Writes a number from an index on, and gives the index behind it. */
    public static int put(byte[] to, int at, int value) {
        int next = at;
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            to[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[next++] = (byte) rest;
        return next;
    }
}
