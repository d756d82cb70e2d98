package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import io.quintet.log.FailureText;
import io.quintet.log.Replays;
import io.quintet.log.Utf8;
import io.quintet.log.VisitedLetters;
import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters as messages of the one queue of all: the message, with channel, group, attempts and reason in headers of their own. */
final class DeadLetterWriter {
    private static final String ID = "id";
    private static final String CHANNEL = "channel";
    private static final String GROUP = "group";
    private static final String ATTEMPTS = "attempts";
    private static final String REASON = "reason";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final Publisher publisher;
    private final Topology topology;

    DeadLetterWriter(Publisher publisher, Topology topology) {
        this.publisher = publisher;
        this.topology = topology;
    }

    /** Where a message stood that was given up. */
    record Place(String group, Channel channel, String queue) {}

    /** Returns when RabbitMQ has it. */
    void write(Place place, Message given, Attempts attempts, Throwable cause) {
        Message message = Replays.original(given);
        BasicProperties properties = properties(place, message.headers(), attempts, FailureText.trace(cause));
        if (Wire.bytes(properties) > Wire.MOST_BYTES) { // rather without the trace than not at all
            properties = fitting(
                    place, message.headers(), Attempts.NONE.plus(attempts.list().getLast()), FailureText.line(cause));
        }
        try {
            publisher.deliver(Target.queue("dead letters", topology.openDead()), properties, message.payload());
        } catch (QuintetException e) {
            if (e.code() == Code.NOT_FOUND) {
                topology.lostDead();
            }
            throw e;
        }
    }

    /** Somebody else's headers may leave no room for those of a dead letter: rather without the largest than not at all. */
    private static BasicProperties fitting(Place place, Headers given, Attempts attempts, String reason) {
        Headers headers = given;
        BasicProperties properties = properties(place, headers, attempts, reason);
        while (Wire.bytes(properties) > Wire.MOST_FRAME_BYTES && headers.size() > 0) {
            String largest = largest(headers);
            LOG.warn(
                    "dead letter of group {}, channel {}: without header {}, which does not fit",
                    place.group(),
                    place.channel().name(),
                    largest);
            headers = headers.without(largest);
            properties = properties(place, headers, attempts, reason);
        }
        return properties;
    }

    private static String largest(Headers headers) {
        Map<String, Integer> sizes = new HashMap<>();
        headers.forEach((name, value) -> sizes.put(name, Utf8.length(name) + Utf8.length(value)));
        return Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static BasicProperties properties(Place place, Headers headers, Attempts attempts, String reason) {
        Attempt last = attempts.list().getLast();
        return Wire.write(
                headers,
                Map.of(
                        ID,
                        VisitedLetters.id(last),
                        CHANNEL,
                        place.channel().name(),
                        GROUP,
                        place.group(),
                        ATTEMPTS,
                        attempts.encode(),
                        REASON,
                        reason));
    }

    /** What {@link #write} wrote; an {@link IllegalArgumentException} where somebody else did. */
    static DeadLetter read(BasicProperties properties, byte[] body) {
        List<Attempt> attempts = Attempts.decode(text(properties, ATTEMPTS)).list();
        return new DeadLetter(
                text(properties, ID),
                text(properties, CHANNEL),
                text(properties, GROUP),
                Wire.read(properties, body),
                attempts,
                text(properties, REASON),
                attempts.getLast().at());
    }

    private static String text(BasicProperties properties, String name) {
        String value = Wire.own(properties, name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "dead letter: no header " + Wire.OWN + name + " (expected: as Quintet writes them)");
        }
        return value;
    }
}
