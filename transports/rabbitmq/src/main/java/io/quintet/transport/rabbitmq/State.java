package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.log.Attempts;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What the owner of a queue leaves to the next one.
 *
 * @param token rises with every owner
 * @param givenBack whether the owner has let go of the queue in order, and not ended with messages in hand
 * @param failed the failed attempts of messages, by their ids
 */
record State(long token, boolean givenBack, Map<String, Attempts> failed) {
    static final State NONE = new State(0, true, Map.of());

    private static final String VERSION = "q2";
    private static final int MOST_CHARACTERS = 512 * 1024;

    /** As text; of attempts as many as fit. */
    byte[] encode() {
        StringBuilder text =
                new StringBuilder(VERSION).append(' ').append(token).append(' ').append(givenBack);
        for (Map.Entry<String, Attempts> each : failed.entrySet()) {
            String one =
                    "\n>" + Base64.getEncoder().encodeToString(each.getKey().getBytes(UTF_8)) + "\n"
                            + each.getValue().encode();
            if (text.length() + one.length() <= MOST_CHARACTERS) {
                text.append(one);
            }
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Reads what {@link #encode} wrote; nothing is known from what somebody else did. */
    static State decode(byte[] bytes) {
        String[] parts = new String(bytes, UTF_8).split("\n>", -1); // no line of attempts begins so
        String[] fields = parts[0].strip().split(" ", -1);
        if (fields.length != 3 || !fields[0].equals(VERSION)) {
            return NONE;
        }
        try {
            Map<String, Attempts> failed = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] halves = parts[i].split("\n", 2);
                failed.put(new String(Base64.getDecoder().decode(halves[0]), UTF_8), Attempts.decode(halves[1]));
            }
            return new State(Long.parseLong(fields[1]), Boolean.parseBoolean(fields[2]), failed);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return NONE;
        }
    }
}
