package io.quintet.transport.rabbitmq;

import io.quintet.QuintetException;
import io.quintet.message.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RabbitMQ's names of places for direct replies, as they are part of the name of a channel, which has fewer characters. */
final class ReplyAddress {
    /** What one consumes from, and what a message says that asks for a reply there: RabbitMQ puts the name in its place. */
    static final String ASK = "amq.rabbitmq.reply-to";

    private static final String PREFIX = ASK + ".";
    private static final int MOST = 255;

    private ReplyAddress() {}

    /** What a request says that has been written by somebody who has heard of AMQP alone; null where it asks for no direct reply. */
    static @Nullable String replyChannel(@Nullable String replyTo) {
        return replyTo != null && replyTo.startsWith(PREFIX)
                ? Channel.REPLIES + "amqp." + encode(replyTo) + ":1"
                : null;
    }

    /** Without what all have in common. */
    static String encode(@Nullable String replyTo) {
        if (replyTo == null || !replyTo.startsWith(PREFIX)) {
            throw new IllegalStateException("reply-to: " + replyTo + " (expected: from RabbitMQ, " + PREFIX + "…)");
        }
        byte[] own = replyTo.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(own);
    }

    /** The name of the place that a channel's name ends with; INVALID_ARGUMENT where that is none. */
    static String decode(String channel) {
        try {
            byte[] own = Base64.getUrlDecoder().decode(channel.substring(channel.lastIndexOf('.') + 1));
            String replyTo = PREFIX + new String(own, StandardCharsets.UTF_8);
            if (replyTo.length() <= MOST) {
                return replyTo;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(channel).causedBy(e);
        }
        throw wrong(channel);
    }

    private static QuintetException wrong(String channel) {
        return QuintetException.invalid(
                "channel " + channel + ": no address for replies (expected: at its end, in base64)", List.of());
    }
}
