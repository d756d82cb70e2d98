package io.quintet.spi;

import io.quintet.message.Message;
import java.time.Instant;
import java.util.List;

/**
 * A message that a subscriber group has given up.
 *
 * @param id names it among the transport's dead letters
 * @param channel the name of the channel it came over
 * @param group the group that has given it up; for other groups of the channel it is a message like any other
 * @param message as it was sent, headers and payload
 * @param attempts the last attempts, oldest first; the last of them is the one after which it was given up
 * @param reason the exception of the last attempt, with a bounded stack trace
 * @param at when it was given up
 */
public record DeadLetter(
        String id, String channel, String group, Message message, List<Attempt> attempts, String reason, Instant at) {
    /** Copies the list. */
    public DeadLetter {
        attempts = List.copyOf(attempts);
    }
}
