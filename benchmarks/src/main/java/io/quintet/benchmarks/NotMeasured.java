package io.quintet.benchmarks;

/** Says why something has no figure. */
final class NotMeasured {
    private static final int MOST = 120;

    private NotMeasured() {}

    /** Tells the user at once, and returns the reason in one line for the table. */
    static String reason(String name, Exception e) throws InterruptedException {
        if (e instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        String reason = String.valueOf(e.getMessage());
        System.out.printf("%s: not measured: %s%n", name, reason);
        String line = reason.lines().findFirst().orElse("");
        return line.length() <= MOST ? line : line.substring(0, MOST) + " ...";
    }
}
