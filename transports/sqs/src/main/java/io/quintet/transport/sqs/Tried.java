package io.quintet.transport.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What a member that leaves tells the next one of messages that have failed: their attempts, in a queue of their own, by SQS's ids of the
 * messages. Nothing depends on it but what a dead letter says.
 */
final class Tried {
    private static final Logger LOG = LoggerFactory.getLogger(Tried.class);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int MOST_LOOKS = 30;

    private final Api api;
    private final Topology topology;
    private final Sender sender;
    private final String queue;

    Tried(Api api, Topology topology, Sender sender, String queue) {
        this.api = api;
        this.topology = topology;
        this.sender = sender;
        this.queue = queue;
    }

    /** Returns when SQS has it. */
    void tell(Map<String, Attempts> failed) {
        try {
            if (!failed.isEmpty() && topology.openOwn(queue)) {
                failed.forEach((id, attempts) -> sender.deliver(queue, encode(id, attempts)));
            }
        } catch (QuintetException e) {
            LOG.warn("attempts of {} messages are forgotten: {}", failed.size(), e.getMessage());
        }
    }

    /** What was told of these messages, which from now on is theirs to tell. */
    Map<String, Attempts> ask(Set<String> ids) {
        Map<String, Attempts> found = new HashMap<>();
        List<Message> others = new ArrayList<>();
        try {
            if (!api.exists(queue)) {
                return found;
            }
            for (int look = 0; look < MOST_LOOKS && found.size() < ids.size(); look++) {
                List<Message> some = api.receive(queue, Api.MOST_ENTRIES, LOOK, Duration.ZERO);
                if (some.isEmpty()) {
                    break;
                }
                some.forEach(each -> take(each, ids, found, others));
            }
            for (Message other : others) {
                api.visible(queue, List.of(other.receiptHandle()), Duration.ZERO, LOOK);
            }
        } catch (QuintetException e) {
            LOG.warn("attempts are not known: {}", e.getMessage());
        }
        return found;
    }

    private void take(Message told, Set<String> ids, Map<String, Attempts> found, List<Message> others) {
        String[] parts = decode(told.body());
        if (!ids.contains(parts[0])) {
            others.add(told);
            return;
        }
        found.put(parts[0], Attempts.decode(parts[1]));
        api.delete(queue, List.of(told.receiptHandle()));
    }

    /** In base64, for an error may have characters that SQS does not take. */
    private static String encode(String id, Attempts attempts) {
        return id + " " + Base64.getEncoder().encodeToString(attempts.encode().getBytes(UTF_8));
    }

    private static String[] decode(String body) {
        int blank = body.indexOf(' ');
        if (blank < 0) {
            return new String[] {"", ""}; // not one of ours
        }
        try {
            return new String[] {
                body.substring(0, blank), new String(Base64.getDecoder().decode(body.substring(blank + 1)), UTF_8)
            };
        } catch (IllegalArgumentException e) {
            return new String[] {"", ""}; // nor is this
        }
    }
}
