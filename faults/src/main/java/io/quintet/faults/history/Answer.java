package io.quintet.faults.history;

/**
 * An answer, as the requester got it.
 *
 * @param group who answered
 * @param op the operation that it is the answer to
 * @param run the run of the handler that gave it
 */
public record Answer(String group, String op, String run) {
    /** What {@link #toString} wrote; an {@link IllegalArgumentException} where it is something else. */
    public static Answer parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("answer: \"" + text + "\" (expected: group|op|run)");
        }
        return new Answer(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return group + "|" + op + "|" + run;
    }
}
