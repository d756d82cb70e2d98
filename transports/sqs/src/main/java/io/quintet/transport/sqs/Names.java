package io.quintet.transport.sqs;

import io.quintet.spi.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What queues are called: at most 80 letters, digits, hyphens and underscores. Usual names stay readable, with an underscore for a dot; all
 * others are shortened and end in a digest, so that no two get the same.
 *
 * @param prefix what all begin with
 */
record Names(String prefix) {
    /** A prefix that SQS does not take, or not beside the rest, becomes a short one that ends in its digest. */
    Names {
        if (prefix.length() > MOST_PREFIX || prefix.indexOf('.') >= 0) {
            String readable = UNUSUAL.matcher(prefix).replaceAll("");
            prefix = readable.substring(0, Math.min(4, readable.length())) + "_"
                    + digest(prefix).substring(0, 8) + "-";
        }
    }

    static final String FIFO = ".fifo";
    private static final String BETWEEN = "--";
    private static final int MOST_CHANNEL = 30;
    private static final int MOST_GROUP = 20;
    private static final int MOST_PREFIX = 14;
    private static final int DIGEST_CHARS = 16;
    private static final int MOST_ID = 128;

    /** Without what stands for a dot, for a place between two names, or for a digest. */
    private static final Pattern USUAL = Pattern.compile("[A-Za-z0-9]+([.-][A-Za-z0-9]+)*");

    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9]+");

    /** Of a channel: of all who receive point to point, and else of the group that came first. */
    String queue(String channel) {
        return prefix + part(channel, MOST_CHANNEL) + FIFO;
    }

    /** Of a group that did not come first. */
    String queue(String channel, String group) {
        return groups(channel) + part(group, MOST_GROUP) + FIFO;
    }

    /** What the queues begin with of all groups that did not come first. */
    String groups(String channel) {
        return prefix + part(channel, MOST_CHANNEL) + BETWEEN;
    }

    /** Which group came first: an empty queue, with the group's digest among its attributes. */
    String first(String channel) {
        return prefix + "_first" + BETWEEN + part(channel, MOST_CHANNEL) + FIFO;
    }

    /** The attempts that have failed of messages that were put back into a queue. */
    String attempts(String queue) {
        return prefix + "_tried" + BETWEEN + queue.substring(prefix.length());
    }

    /** What a group has given up. */
    String dead(String group) {
        return allDead() + part(group, MOST_GROUP) + FIFO;
    }

    /** What the queues of dead letters begin with. */
    String allDead() {
        return prefix + "_dead" + BETWEEN;
    }

    private static String part(String name, int most) {
        if (name.length() <= most && USUAL.matcher(name).matches()) {
            return name.replace('.', '_');
        }
        String readable = UNUSUAL.matcher(name).replaceAll("_");
        int length = Math.min(readable.length(), most - DIGEST_CHARS - 2);
        return readable.substring(0, length) + "__" + digest(name).substring(0, DIGEST_CHARS);
    }

    /** The message group of a key: of 1 to 128 letters, digits and punctuation; the same for the same key alone. */
    static String messageGroup(String key) {
        boolean plain = !key.isEmpty() && key.length() < MOST_ID && key.charAt(0) != '#';
        for (int i = 0; plain && i < key.length(); i++) {
            plain = key.charAt(i) > ' ' && key.charAt(i) < 0x7f;
        }
        return plain ? key : "#" + digest(key);
    }

    static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
