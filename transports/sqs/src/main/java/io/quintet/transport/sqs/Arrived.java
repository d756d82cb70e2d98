package io.quintet.transport.sqs;

import io.quintet.log.Attempts;
import io.quintet.message.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message that was received.
 *
 * @param id SQS's own id of it
 * @param receipt what it is settled with; expires with its visibility
 * @param group its message group
 * @param attempt how often it was received, this time included
 * @param failed the attempts that are known to have failed
 */
record Arrived(String id, String receipt, String group, int attempt, Message message, Attempts failed) {
    static Arrived of(software.amazon.awssdk.services.sqs.model.Message wire) {
        return new Arrived(
                wire.messageId(),
                wire.receiptHandle(),
                wire.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, wire.messageId()),
                Integer.parseInt(
                        wire.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
                Wire.read(wire.body(), wire.messageId()).message(),
                Attempts.NONE);
    }

    Arrived failed(Attempts known) {
        return new Arrived(id, receipt, group, Math.max(attempt, known.last() + 1), message, known);
    }
}
