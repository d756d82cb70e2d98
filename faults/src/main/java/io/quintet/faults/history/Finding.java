package io.quintet.faults.history;

/**
 * One thing that is wrong.
 *
 * @param verdict what
 * @param group where
 * @param op of which operation
 * @param message the id of the message, or empty where there is none
 * @param key its key, or empty
 * @param detail what was seen and what was expected
 */
public record Finding(Verdict verdict, String group, String op, String message, String key, String detail) {
    /** What is wrong with a run and not with one of its operations. */
    public static Finding of(Verdict verdict, String detail) {
        return new Finding(verdict, "", "", "", "", detail);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(verdict).append(": ").append(verdict.words());
        add(text, "operation", op);
        add(text, "message", message);
        add(text, "key", key);
        add(text, "group", group);
        return text.append(": ").append(detail).toString();
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(", ").append(name).append(' ').append(value);
        }
    }
}
