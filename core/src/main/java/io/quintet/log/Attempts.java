package io.quintet.log;

import io.quintet.spi.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The failed attempts of one message, of which the last few are remembered; immutable. */
public final class Attempts {
    /** None has failed, as far as is known. */
    public static final Attempts NONE = new Attempts(List.of());

    /** How many are remembered. */
    public static final int MOST = 20;

    private static final int FIELDS = 4;

    private final List<Attempt> list;

    private Attempts(List<Attempt> list) {
        this.list = list;
    }

    /** With one more. */
    public Attempts plus(Attempt failed) {
        List<Attempt> more = new ArrayList<>(list.size() + 1);
        more.addAll(list.size() < MOST ? list : list.subList(list.size() - MOST + 1, list.size()));
        more.add(failed);
        return new Attempts(List.copyOf(more));
    }

    /**
     * With one more, of an owner of the shard that had the message, or may have had it, when it ended without a word. To be told of the first
     * message of the shard alone: those behind it may just have been unlucky.
     */
    public Attempts plusUnsettled(Instant now) {
        return plus(new Attempt(last() + 1, now, "a former owner", "ended, or was cut off, before it was settled"));
    }

    /** Oldest first. */
    public List<Attempt> list() {
        return list;
    }

    /** The number of the last; 0 where there is none. */
    public int last() {
        return list.isEmpty() ? 0 : list.getLast().number();
    }

    /** As text: one line an attempt, with number, milliseconds since 1970, instance and error between tabulators. */
    public String encode() {
        StringBuilder text = new StringBuilder();
        for (Attempt attempt : list) {
            text.append(attempt.number())
                    .append('\t')
                    .append(attempt.at().toEpochMilli())
                    .append('\t')
                    .append(clean(attempt.instance()))
                    .append('\t')
                    .append(clean(attempt.error()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Separators become blanks. */
    private static String clean(String field) {
        return field.replace('\t', ' ').replace('\n', ' ');
    }

    /** Reads what {@link #encode()} wrote; an {@link IllegalArgumentException} where the text is damaged. */
    public static Attempts decode(String text) {
        List<Attempt> list = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            String[] fields = line.split("\t", FIELDS);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(
                        "attempt: \"" + line + "\" (expected: " + FIELDS + " fields between tabulators)");
            }
            list.add(new Attempt(
                    Integer.parseInt(fields[0]),
                    Instant.ofEpochMilli(Long.parseLong(fields[1])),
                    fields[2],
                    fields[3]));
            from += line.length() + 1;
        }
        return list.isEmpty() ? NONE : new Attempts(List.copyOf(list));
    }
}
