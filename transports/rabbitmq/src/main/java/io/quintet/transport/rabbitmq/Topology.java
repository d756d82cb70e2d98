package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Channel.Kind;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges and queues of channels and groups: declared when they are first used, or verified where that is not allowed. Safe for use
 * by many threads; may block as long as RabbitMQ takes to answer.
 *
 * <p>A channel without any group keeps its messages in the queues that its first group then has for its own.
 */
final class Topology implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);

    /** A message that has been with many that died is still nobody's to drop; RabbitMQ 4 would after 20 times. */
    private static final int NO_LIMIT = 1_000_000_000;

    private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum", "x-delivery-limit", NO_LIMIT);
    private static final Map<String, Object> ONE_AT_A_TIME =
            Map.of("x-queue-type", "quorum", "x-delivery-limit", NO_LIMIT, "x-single-active-consumer", true);
    private static final Map<String, Object> FOR_A_MOMENT =
            Map.of("x-queue-type", "quorum", "x-expires", 60_000); // where it is not removed
    private static final Map<String, Object> FLEETING = Map.of("x-queue-type", "classic");
    private static final Map<String, Object> LAST_VALUE = Map.of("x-max-length", 1);
    private static final int MOST_SHARDS = 1024;

    private final RabbitSettings settings;
    private final Names names;
    private final Scratch scratch;
    private final Publisher publisher;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /** Of those known, what has lost something since. */
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    /** Of those known, what was not there for who sent to it. */
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    private final Map<List<String>, List<String>> groups = new ConcurrentHashMap<>();

    Topology(Link link, RabbitSettings settings, Names names, Publisher publisher) {
        this.publisher = publisher;
        this.settings = settings;
        this.names = names;
        scratch = new Scratch(link);
    }

    /** Sees to it that a channel is there; a {@link ConfigurationException} where it is not as asked for. */
    void open(Channel channel) {
        Integer shards = known.get(channel.name());
        if (shards == null || damaged.contains(channel.name()) || missed.contains(channel.name())) {
            shards = opened(channel);
        }
        if (shards != channel.shards()) {
            throw new ConfigurationException(
                    "channel " + channel.name() + ": " + channel.shards() + " shards (expected: " + shards
                            + ", the queues " + names.queue(channel.name(), 0) + " and so on)");
        }
    }

    private synchronized int opened(Channel channel) {
        Integer before = known.get(channel.name());
        if (before != null) {
            boolean ours = missed.remove(channel.name()) && !membered(channel);
            boolean lost = (damaged.remove(channel.name()) || ours) && before == channel.shards();
            if (!lost || !madeAnew(channel)) {
                if (lost) {
                    restore(channel);
                }
                return before; // which another thread may have found
            }
            forget(channel.name());
        }
        int there = shards(channel.name());
        if (there == 0 && !settings.createTopology()) {
            throw absent("queue " + names.queue(channel.name(), 0));
        }
        if (there == 0) {
            create(channel);
            there = channel.shards();
        } else if (there < channel.shards() && gap(channel, there)) {
            there = channel.shards();
        }
        if (there == channel.shards()) {
            known.put(channel.name(), there);
        }
        return there;
    }

    /** Whether somebody has removed it since, and made it with another number of shards. */
    private boolean madeAnew(Channel channel) {
        return settings.createTopology()
                && scratch.find(names.shards(channel.name())) != null
                && !declaredShards(channel);
    }

    /** Whether the channel has as many shards, or has them from now on: an empty queue, in whose arguments the number stands. */
    private boolean declaredShards(Channel channel) {
        return declared(names.shards(channel.name()), bearing(Integer.toString(channel.shards())));
    }

    /** Arguments that say nothing to RabbitMQ but that a queue with others is another one. */
    private static Map<String, Object> bearing(String text) {
        return Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", text);
    }

    /** Makes anew what was lost of a channel, as far as that is possible: the rest of it works. */
    private void restore(Channel channel) {
        if (settings.createTopology()) {
            try {
                create(channel);
            } catch (QuintetException | ConfigurationException e) {
                LOG.warn("channel {}: not all that was lost can be made anew: {}", channel.name(), e.getMessage());
            }
        }
    }

    /** Whether there are queues beyond one that is not: that one was lost, for members to make anew, and the channel has not just fewer shards. */
    private boolean gap(Channel channel, int absent) {
        return IntStream.range(absent + 1, channel.shards())
                .anyMatch(shard -> scratch.exists(names.queue(channel.name(), shard)));
    }

    /** How many shards a channel has; 0 where there is none. */
    synchronized int shards(String channel) {
        int shards = 0;
        while (shards < MOST_SHARDS && scratch.exists(names.queue(channel, shards))) {
            shards++;
        }
        return shards;
    }

    private void create(Channel channel) {
        if (channel.kind() == Kind.CALLS) {
            declare(names.queue(channel.name(), 0), FLEETING);
            return;
        }
        if (!declaredShards(channel)) {
            throw new ConfigurationException("channel " + channel.name() + ": " + channel.shards()
                    + " shards (expected: as many as it was made with; or else remove queue "
                    + names.shards(channel.name()) + ")");
        }
        String exchange = names.exchange(channel.name());
        String bound = exchange;
        Map<String, Object> arguments = Map.of();
        if (channel.kind() == Kind.PUBLISH_SUBSCRIBE) {
            bound = names.unclaimed(channel.name());
            arguments = Map.of("alternate-exchange", bound);
            declareExchange(bound, Map.of());
            declare(names.groups(channel), Map.of());
        }
        declareExchange(exchange, arguments);
        declare(names.delayed(channel.name()), ONE_AT_A_TIME);
        declare(names.members(names.queue(channel.name(), 0)), Map.of());
        declareShards(queues(channel, null), bound);
        makeLasting();
    }

    /** The last first: whoever sees the first sees all. One that cannot be declared keeps none of the others from being there again. */
    private void declareShards(List<String> queues, String exchange) {
        @Nullable RuntimeException failure = null;
        for (int shard = queues.size() - 1; shard >= 0; shard--) {
            String queue = queues.get(shard);
            try {
                declare(names.state(queue), LAST_VALUE);
                declare(queue, ONE_AT_A_TIME);
                bind(queue, exchange, shard);
            } catch (QuintetException | ConfigurationException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * To be called now and then by who consumes: what nobody consumes, but the group needs as long as there are members, does not expire then.
     * Where it is gone all the same, it is made anew.
     */
    synchronized void keep(Channel channel, List<String> queues) {
        if (settings.createTopology()) {
            boolean unused = declaredShards(channel);
        }
        for (String queue : queues) {
            keep(names.state(queue), LAST_VALUE);
        }
        if (channel.kind() == Kind.PUBLISH_SUBSCRIBE) {
            keep(names.groups(channel), Map.of());
        }
    }

    private void keep(String queue, Map<String, Object> arguments) {
        if (settings.createTopology()) {
            declare(queue, arguments);
        } else if (scratch.find(queue) == null) {
            throw absent("queue " + queue);
        }
    }

    /** The queues of a group, one a shard. */
    List<String> open(Channel channel, String group) {
        open(channel);
        List<String> found = groups.get(List.of(channel.name(), group));
        if (found == null) {
            found = queuesOf(channel, group);
            boolean fresh = isFresh(channel, found);
            if (fresh) {
                announce(channel, group);
            }
            furnish(channel, found, fresh);
            groups.put(List.of(channel.name(), group), found);
        }
        return found;
    }

    private synchronized List<String> queuesOf(Channel channel, String group) {
        return queues(channel, first(channel, group) ? null : group);
    }

    /** Whether a group has just come, and begins with queues of its own. */
    private synchronized boolean isFresh(Channel channel, List<String> queues) {
        if (channel.kind() != Kind.PUBLISH_SUBSCRIBE || scratch.find(queues.getLast()) != null) {
            return false;
        }
        if (!settings.createTopology()) {
            throw absent("queue " + queues.getLast());
        }
        declare(names.groups(channel), Map.of());
        return true;
    }

    /** So that who removes the channel knows of it. RabbitMQ may take nothing now, and nobody else is to wait for that. */
    private void announce(Channel channel, String group) {
        publisher.deliver(
                Target.queue("channel " + channel.name() + ", group " + group, names.groups(channel)),
                MessageProperties.PERSISTENT_BASIC,
                group.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void furnish(Channel channel, List<String> queues, boolean fresh) {
        if (channel.kind() == Kind.PUBLISH_SUBSCRIBE && settings.createTopology()) {
            declare(names.members(queues.getFirst()), Map.of());
            declareShards(queues, names.exchange(channel.name()));
            if (fresh) {
                makeLasting();
            }
        }
    }

    /** Whether a group has the queues of the channel itself: of those that come at once RabbitMQ lets one declare what is kept of it. */
    private boolean first(Channel channel, String group) {
        return channel.kind() != Kind.PUBLISH_SUBSCRIBE || (settings.createTopology() && isFirst(channel, group));
    }

    private boolean isFirst(Channel channel, String group) {
        return scratch.declare(names.first(channel), bearing(group));
    }

    private List<String> queues(Channel channel, @Nullable String group) {
        return IntStream.range(0, channel.shards())
                .mapToObj(shard ->
                        group == null ? names.queue(channel.name(), shard) : names.queue(channel.name(), shard, group))
                .toList();
    }

    /** The queue that a group has for a key of a channel; FAILED_PRECONDITION where it has none any more. */
    synchronized String replayQueue(Channel channel, String group, String key) {
        int shard = channel.shardOf(key);
        String own = names.queue(channel.name(), shard, group);
        if (scratch.find(own) != null) {
            return own;
        }
        if (scratch.find(names.first(channel)) != null && !isFirst(channel, group)) {
            throw QuintetException.refused(
                    Code.FAILED_PRECONDITION,
                    "channel " + channel.name() + ": group " + group + " has no queue any more (expected: " + own
                            + ", which is there once the group subscribes again)");
        }
        return names.queue(channel.name(), shard);
    }

    /** The queue of dead letters. */
    synchronized String openDead() {
        if ((!known.containsKey(names.dead()) || damaged.remove(names.dead())) && settings.createTopology()) {
            boolean fresh = scratch.find(names.dead()) == null;
            scratch.declare(names.dead(), QUORUM); // whatever its arguments, it keeps
            if (fresh) {
                makeLasting();
            }
            known.put(names.dead(), 0);
        }
        return names.dead();
    }

    /** A member misses something of the channel: it is made anew when the channel is next used, where that is allowed. */
    void lost(String channel) {
        damaged.add(channel);
        forgetGroups(channel);
    }

    /** Something of the dead letters is not there any more. */
    void lostDead() {
        damaged.add(names.dead());
    }

    /**
     * Something of the channel was not there when somebody sent to it. Where it has members it is for them to make it anew: RabbitMQ does not
     * tell consumers of a queue that is declared again within a moment, and so they must be first.
     */
    void missed(String channel) {
        missed.add(channel);
    }

    private boolean membered(Channel channel) {
        DeclareOk members = scratch.find(names.members(names.queue(channel.name(), 0)));
        return members != null && members.getConsumerCount() > 0;
    }

    private void forget(String channel) {
        known.remove(channel);
        damaged.remove(channel);
        missed.remove(channel);
        forgetGroups(channel);
    }

    private void forgetGroups(String channel) {
        groups.keySet().removeIf(key -> key.getFirst().equals(channel));
    }

    /** Removes all that belongs to a channel, where the transport may. */
    synchronized void remove(Channel channel) {
        forget(channel.name());
        if (!settings.createTopology()) {
            return;
        }
        Set<String> queues = new HashSet<>(queues(channel, null));
        queues.addAll(queues(new Channel(channel.name(), channel.kind(), Math.max(1, shards(channel.name()))), null));
        for (String group : groups(channel)) {
            queues.addAll(queues(channel, group));
        }
        scratch.ask("channel " + channel.name(), amqp -> {
            amqp.exchangeDelete(names.exchange(channel.name()));
            amqp.exchangeDelete(names.unclaimed(channel.name()));
            for (String queue : List.of(names.delayed(channel.name()), names.groups(channel), names.first(channel))) {
                amqp.queueDelete(queue);
            }
            for (String queue : queues) {
                amqp.queueDelete(queue);
                amqp.queueDelete(names.state(queue));
                amqp.queueDelete(names.members(queue));
            }
            amqp.queueDelete(names.shards(channel.name()));
            return true;
        });
    }

    private Set<String> groups(Channel channel) {
        Set<String> found = new HashSet<>();
        String queue = names.groups(channel);
        if (scratch.find(queue) != null) {
            scratch.ask("queue " + queue, amqp -> {
                for (GetResponse group = amqp.basicGet(queue, true);
                        group != null;
                        group = amqp.basicGet(queue, true)) {
                    found.add(new String(group.getBody(), StandardCharsets.UTF_8));
                }
                return true;
            });
        }
        return found;
    }

    private void declare(String queue, Map<String, Object> arguments) {
        if (!declared(queue, arguments)) {
            throw new ConfigurationException(
                    "queue " + queue + ": there with other arguments (expected: " + expiring(arguments) + ")");
        }
    }

    private boolean declared(String queue, Map<String, Object> arguments) {
        return scratch.declare(queue, expiring(arguments));
    }

    private Map<String, Object> expiring(Map<String, Object> arguments) {
        Map<String, Object> all = new HashMap<>(arguments);
        if (!settings.expire().isZero()) {
            all.put("x-expires", settings.expire().toMillis());
        }
        return all;
    }

    /**
     * To be called when quorum queues were declared, before anything is sent to them: a node that is killed within seconds, and before another
     * one was declared, begins a new log for the last of them, and what it had confirmed is gone. So another one is declared, and removed.
     */
    private void makeLasting() {
        String queue = names.written(UUID.randomUUID().toString());
        scratch.declare(queue, FOR_A_MOMENT);
        scratch.ask("queue " + queue, amqp -> amqp.queueDelete(queue));
    }

    private void declareExchange(String exchange, Map<String, Object> arguments) {
        scratch.ask(
                "exchange " + exchange,
                amqp -> amqp.exchangeDeclare(exchange, BuiltinExchangeType.DIRECT, true, false, arguments));
    }

    private void bind(String queue, String exchange, int shard) {
        scratch.ask("queue " + queue, amqp -> amqp.queueBind(queue, exchange, Integer.toString(shard)));
    }

    private static ConfigurationException absent(String what) {
        return new ConfigurationException(what + ": absent (expected: there, for rabbitmq.create-topology is false)");
    }

    @Override
    public synchronized void close() {
        scratch.close();
    }
}
