package io.quintet.transport.sql.powerloss;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Messages whose every byte follows from their id, {@code <source>-<number>}: whoever has the id knows what must have arrived. */
final class Samples {
    static final Channel ORDERS = new Channel("orders", Channel.Kind.POINT_TO_POINT, 4);
    static final Channel RELAYED = new Channel("relayed", Channel.Kind.POINT_TO_POINT, 3);

    /** The group that takes messages before the power goes. */
    static final String READERS = "readers";

    /** The group of the inbox rows. */
    static final String INBOX = "inbox";

    /** The scope of the answers. */
    static final String ANSWERS = "answers";

    /** How many keys a source has. */
    static final int KEYS = 5;

    private Samples() {}

    static String id(String source, int number) {
        return source + "-" + number;
    }

    static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    /** The order of its messages is the order of their numbers. */
    static String key(String id) {
        return id.substring(0, id.lastIndexOf('-')) + "/" + number(id) % KEYS;
    }

    static Message message(String id) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, id)
                        .set(HeaderNames.KEY, key(id))
                        .build(),
                payload(id));
    }

    static boolean exact(Message message) {
        return key(message.id()).equals(message.key()) && Arrays.equals(message.payload(), payload(message.id()));
    }

    /** Mostly small, some of several pages, a few larger than what is stored in one row. */
    private static byte[] payload(String id) {
        SplittableRandom random = new SplittableRandom(id.hashCode());
        int dice = random.nextInt(100);
        byte[] bytes = new byte[random.nextInt(dice == 0 ? 400_000 : dice < 10 ? 30_000 : 1000)];
        random.nextBytes(bytes);
        byte[] start = id.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
        return bytes;
    }
}
