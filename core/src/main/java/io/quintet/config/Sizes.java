package io.quintet.config;

/** Reads and writes sizes as people write them. */
public final class Sizes {
    /** What a size must look like, for messages. */
    public static final String EXPECTED = "a size of at least a byte, such as 4096, 64KiB or 1MiB";

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private Sizes() {}

    /** The size in bytes; an {@link IllegalArgumentException} that shows the value and the expectation when it is none. */
    public static long parse(String text) {
        long unit = text.endsWith("KiB") ? KIB : text.endsWith("MiB") ? MIB : 1;
        String digits = unit == 1 ? text : text.substring(0, text.length() - 3);
        try {
            return Math.multiplyExact(Long.parseLong(digits.strip()), unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")", e);
        }
    }

    /** In the largest unit that leaves no rest. */
    public static String format(long bytes) {
        if (bytes > 0 && bytes % MIB == 0) {
            return bytes / MIB + "MiB";
        }
        return bytes > 0 && bytes % KIB == 0 ? bytes / KIB + "KiB" : bytes + "";
    }
}
