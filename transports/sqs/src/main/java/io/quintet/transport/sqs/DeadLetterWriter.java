package io.quintet.transport.sqs;

import io.quintet.log.Attempts;
import io.quintet.log.FailureText;
import io.quintet.log.Replays;
import io.quintet.log.Utf8;
import io.quintet.log.VisitedLetters;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import java.util.List;
import java.util.Map;

/** Dead letters as messages of their group's queue of such: the message, with channel, group, attempts and reason in attributes of their own. */
final class DeadLetterWriter {
    private static final String ID = "deadid";
    private static final String CHANNEL = "deadchannel";
    private static final String GROUP = "deadgroup";
    private static final String ATTEMPTS = "deadattempts";
    private static final String REASON = "deadreason";

    /** What every queue takes, with its attribute. */
    private static final int MOST_CHARS = 255 * 1024;

    private final Sender sender;
    private final Topology topology;
    private final Names names;

    DeadLetterWriter(Sender sender, Topology topology, Names names) {
        this.sender = sender;
        this.topology = topology;
        this.names = names;
    }

    /** Returns when SQS has it. */
    void write(String channel, String group, Message given, Attempts attempts, Throwable cause) {
        String queue = names.dead(group);
        if (!topology.openOwn(queue)) {
            throw Topology.absent(queue);
        }
        Message message = Replays.original(given);
        String body = body(channel, group, message, attempts, FailureText.trace(cause));
        if (Utf8.length(body) > MOST_CHARS) { // rather without the trace than not at all
            Attempts last = Attempts.NONE.plus(attempts.list().getLast());
            body = body(channel, group, message, last, FailureText.line(cause));
        }
        sender.deliver(queue, body);
    }

    private static String body(String channel, String group, Message message, Attempts attempts, String reason) {
        Attempt last = attempts.list().getLast();
        return Wire.write(
                message,
                Map.of(
                        ID,
                        VisitedLetters.id(last) + "-" + group,
                        CHANNEL,
                        channel,
                        GROUP,
                        group,
                        ATTEMPTS,
                        attempts.encode(),
                        REASON,
                        reason));
    }

    /** What {@link #write} wrote; an {@link IllegalArgumentException} where somebody else did. */
    static DeadLetter read(String body, String sqsId) {
        Wire.Read read = Wire.read(body, sqsId);
        List<Attempt> attempts = Attempts.decode(own(read, ATTEMPTS)).list();
        return new DeadLetter(
                own(read, ID),
                own(read, CHANNEL),
                own(read, GROUP),
                read.message(),
                attempts,
                own(read, REASON),
                attempts.getLast().at());
    }

    private static String own(Wire.Read read, String name) {
        String value = read.own().get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "dead letter: no attribute quintet" + name + " (expected: as Quintet writes them)");
        }
        return value;
    }
}
