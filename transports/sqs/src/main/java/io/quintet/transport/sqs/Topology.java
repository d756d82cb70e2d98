package io.quintet.transport.sqs;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Channel.Kind;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues of channels and groups: created when they are first used, or verified where that is not allowed. Safe for use by many
 * threads; may block as long as SQS takes to answer.
 *
 * <p>A channel without any group keeps its messages in the queue that its first group then has for its own.
 */
final class Topology {
    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);

    private static final String SHARDS = "quintet:shards";
    private static final String NO_SHARDS = "";
    private static final long LOOK_AGAIN_NANOS = 100_000_000;

    /** By so much SQS's clock and this one may, and so long a queue may need to be listed. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Api api;
    private final SqsSettings settings;
    private final Names names;
    private final Clock clock;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Map<String, Known> targets = new ConcurrentHashMap<>();

    Topology(Api api, SqsSettings settings, Names names, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.names = names;
        this.clock = clock;
    }

    /** The queues that had every message of a channel at some time. */
    private record Known(List<String> queues, long at) {}

    /** Sees to it that a channel is there; a {@link ConfigurationException} where it is not as asked for. The channel's own queue. */
    String open(Channel channel) {
        String shards = known.get(channel.name());
        if (shards == null) {
            shards = opened(channel);
            known.put(channel.name(), shards);
        }
        String queue = names.queue(channel.name());
        if (!shards.equals(NO_SHARDS) && !shards.equals(Integer.toString(channel.shards()))) {
            throw new ConfigurationException("channel " + channel.name() + ": " + channel.shards()
                    + " shards (expected: " + shards + ", as tag " + SHARDS + " of queue " + queue + " says)");
        }
        return queue;
    }

    private synchronized String opened(Channel channel) {
        String queue = names.queue(channel.name());
        String shards = Integer.toString(channel.shards());
        if (!api.exists(queue)) {
            if (!settings.createQueues()) {
                throw absent(queue);
            }
            if (created(queue, Map.of(SHARDS, shards))) {
                return shards;
            }
        }
        try {
            return api.tags(queue).getOrDefault(SHARDS, NO_SHARDS);
        } catch (QuintetException e) {
            if (e.code() != Code.PERMISSION_DENIED) {
                throw e;
            }
            LOG.debug("{}: its tags are not to be seen, so its shards are not compared", queue);
            return NO_SHARDS;
        }
    }

    /** Whether this one has created it. */
    private boolean created(String queue, Map<String, String> tags) {
        try {
            api.create(queue, attributes(), tags);
            return true;
        } catch (QuintetException e) {
            if (e.code() != Code.ALREADY_EXISTS) {
                throw e;
            }
            return false; // somebody else has, in the meantime
        }
    }

    private Map<QueueAttributeName, String> attributes() {
        return Map.of(
                QueueAttributeName.FIFO_QUEUE,
                "true",
                QueueAttributeName.DEDUPLICATION_SCOPE,
                "messageGroup",
                QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
                "perMessageGroupId",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                Long.toString(settings.retention().toSeconds()));
    }

    /** The queue of a group; returns when every sender that begins to send knows it. */
    String open(Channel channel, String group) {
        String queue = open(channel);
        if (channel.kind() != Kind.PUBLISH_SUBSCRIBE) {
            return queue;
        }
        String own = names.queue(channel.name(), group);
        if (api.exists(own)) {
            if (mayBeNew(own)) {
                awaitKnown(channel.name(), own);
            }
            return own;
        }
        if (!settings.createQueues()) {
            if (cameFirst(channel.name(), group)) {
                return queue;
            }
            throw absent(own);
        }
        if (first(channel.name(), group)) {
            return queue;
        }
        boolean unused = created(own, Map.of());
        awaitKnown(channel.name(), own);
        return own;
    }

    /** Whether there may be senders that do not know a queue yet. */
    private boolean mayBeNew(String queue) {
        try {
            String created = api.attributes(queue, QueueAttributeName.CREATED_TIMESTAMP)
                    .get(QueueAttributeName.CREATED_TIMESTAMP);
            if (created == null) {
                return true; // an emulator does not tell
            }
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(created)), clock.instant());
            return age.compareTo(settings.groupsKnownFor().plus(CLOCKS_DIFFER)) < 0;
        } catch (QuintetException e) {
            if (e.code() != Code.PERMISSION_DENIED) {
                throw e;
            }
            LOG.debug("{}: its age is not to be seen, so it counts as new", queue);
            return true;
        }
    }

    /** Whether a group has the queue of the channel itself: of those that come at once SQS lets one create what is kept of it. */
    private boolean first(String channel, String group) {
        try {
            api.create(names.first(channel), claim(group), Map.of());
            return true;
        } catch (QuintetException e) {
            if (e.code() != Code.ALREADY_EXISTS) {
                throw e;
            }
            return false;
        }
    }

    /** Whether a group has the queue of the channel itself, by what was created before. */
    private boolean cameFirst(String channel, String group) {
        String first = names.first(channel);
        Map<QueueAttributeName, String> claim = claim(group);
        if (!api.exists(first)) {
            return false;
        }
        var said = api.attributes(first, claim.keySet().toArray(QueueAttributeName[]::new));
        return !said.isEmpty()
                && claim.entrySet().containsAll(said.entrySet()); // an emulator does not know all of them
    }

    /** Attributes that say which group it is, by its digest: they are the only thing of a queue that is set once and compared. */
    private static Map<QueueAttributeName, String> claim(String group) {
        BigInteger digest = new BigInteger(Names.digest(group), 16);
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        Map<QueueAttributeName, int[]> ranges = Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, new int[] {0, 43_200, 0},
                QueueAttributeName.DELAY_SECONDS, new int[] {0, 900, 48},
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, new int[] {0, 20, 96},
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, new int[] {60, 1_209_600, 144});
        ranges.forEach((attribute, range) -> attributes.put(
                attribute,
                digest.shiftRight(range[2])
                        .mod(BigInteger.valueOf(range[1] - range[0] + 1L))
                        .add(BigInteger.valueOf(range[0]))
                        .toString()));
        return attributes;
    }

    /** Until SQS lists it, and then until nobody takes an older list for true. */
    private void awaitKnown(String channel, String queue) {
        long deadline = System.nanoTime() + settings.sendTimeout().toNanos();
        while (!api.list(names.groups(channel)).contains(queue)) {
            if (System.nanoTime() - deadline > 0) {
                throw QuintetException.deadlineExceeded("sqs: queue " + queue + ": created and not listed");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        targets.remove(channel);
        long end = System.nanoTime() + settings.groupsKnownFor().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** The queues that a message goes to. */
    List<String> targets(Channel channel) {
        String queue = open(channel);
        if (channel.kind() != Kind.PUBLISH_SUBSCRIBE) {
            return List.of(queue);
        }
        Known last = targets.get(channel.name());
        long now = System.nanoTime();
        if (last == null || now - last.at() > settings.groupsKnownFor().toNanos()) {
            last = new Known(
                    Stream.concat(Stream.of(queue), api.list(names.groups(channel.name())).stream())
                            .toList(),
                    now);
            targets.put(channel.name(), last);
        }
        return last.queues();
    }

    /** The queue that a group which is there has, or the one of the channel; null where the channel was removed. */
    @Nullable
    String find(String channel, String group) {
        String own = names.queue(channel, group);
        String queue = names.queue(channel);
        return api.exists(own) ? own : api.exists(queue) ? queue : null;
    }

    /** Sees to it that a queue of the transport's own is there; whether it is. */
    boolean openOwn(String queue) {
        if (api.exists(queue)) {
            return true;
        }
        if (settings.createQueues()) {
            created(queue, Map.of());
            return true;
        }
        return false;
    }

    /** Asks anew when the channel is next used. */
    void forget(String channel) {
        known.remove(channel);
        targets.remove(channel);
    }

    /** Removes all queues of a channel, where the transport may. */
    synchronized void remove(Channel channel) {
        String queue = names.queue(channel.name());
        forget(channel.name());
        if (!settings.createQueues()) {
            return;
        }
        List<String> groups =
                channel.kind() == Kind.PUBLISH_SUBSCRIBE ? api.list(names.groups(channel.name())) : List.of();
        for (String each : Stream.concat(Stream.of(queue), groups.stream()).toList()) {
            api.delete(names.attempts(each));
            api.delete(each);
        }
        if (channel.kind() == Kind.PUBLISH_SUBSCRIBE) {
            api.delete(names.first(channel.name()));
        }
    }

    static ConfigurationException absent(String queue) {
        return new ConfigurationException(
                "queue " + queue + ": absent (expected: there, for sqs.create-queues is false)");
    }
}
