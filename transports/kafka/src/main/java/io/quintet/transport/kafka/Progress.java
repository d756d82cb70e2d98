package io.quintet.transport.kafka;

import io.quintet.log.Attempts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What a group knows of a partition beyond its offset; travels as the metadata of the offset's commit, and so counts only when that does.
 *
 * @param topic the topic that the offset belongs to, which may have been removed and created anew since
 * @param token rises with every owner of the partition
 * @param handedOut messages before this offset may have been delivered
 * @param givenBack whether the owner has let go of the partition in order, and not ended with messages in hand
 * @param failed the failed attempts of messages from the offset on
 */
record Progress(Uuid topic, long token, long handedOut, boolean givenBack, Map<Long, Attempts> failed) {
    /** Kafka's default of {@code offset.metadata.max.bytes}, which counts characters. */
    static final int MOST_CHARACTERS = 4096;

    private static final String VERSION = "q2";
    private static final int FIELDS = 5;

    /** As text, at most {@code most} characters: of attempts as many as fit, in full, or just the last one. */
    String encode(int most) {
        StringBuilder text = new StringBuilder()
                .append(VERSION)
                .append(' ')
                .append(topic)
                .append(' ')
                .append(token)
                .append(' ')
                .append(handedOut)
                .append(' ')
                .append(givenBack)
                .append('\n');
        List<Long> offsets = new ArrayList<>(failed.keySet());
        Collections.sort(offsets);
        for (long offset : offsets) {
            Attempts attempts = failed.getOrDefault(offset, Attempts.NONE);
            String head = ">" + offset + "\n";
            for (Attempts some :
                    List.of(attempts, Attempts.NONE.plus(attempts.list().getLast()))) {
                String all = head + some.encode();
                if (text.length() + all.length() <= most) {
                    text.append(all);
                    break;
                }
            }
        }
        return text.toString();
    }

    /** Reads what {@link #encode} wrote; null for what somebody else wrote, as tools that set offsets do. */
    static @Nullable Progress decode(String text) {
        String[] parts = text.split("\n>", -1); // no line of attempts begins so
        String[] fields = parts[0].strip().split(" ", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return null;
        }
        try {
            Map<Long, Attempts> failed = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] halves = parts[i].split("\n", 2);
                failed.put(Long.parseLong(halves[0]), Attempts.decode(halves[1]));
            }
            return new Progress(
                    Uuid.fromString(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Boolean.parseBoolean(fields[4]),
                    failed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
