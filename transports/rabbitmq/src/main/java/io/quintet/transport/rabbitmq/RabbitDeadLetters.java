package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.log.Replays;
import io.quintet.log.VisitedLetters;
import io.quintet.message.Channel.Kind;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.Receipt;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of all groups below one prefix. RabbitMQ's queues cannot be looked through: whoever looks takes all there are, and puts
 * back what it does not drop, while all others wait. That is bearable because there are few.
 */
final class RabbitDeadLetters extends VisitedLetters {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitDeadLetters.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Link link;
    private final Topology topology;
    private final Names names;
    private final Publisher publisher;

    RabbitDeadLetters(Link link, Topology topology, Names names, Publisher publisher) {
        this.link = link;
        this.topology = topology;
        this.names = names;
        this.publisher = publisher;
    }

    /** Straight to the queue of the group that it is for. */
    @Override
    protected CompletableFuture<List<Receipt>> append(String name, List<Message> batch) {
        int shards = topology.shards(name);
        if (shards == 0) {
            throw Replays.removed(name);
        }
        var receipts = new io.quintet.log.Receipts(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Message message = batch.get(i);
            int place = i;
            String queue;
            try {
                queue = topology.replayQueue(
                        new io.quintet.message.Channel(name, Kind.POINT_TO_POINT, shards),
                        String.valueOf(message.replayFor()),
                        message.key() == null ? message.id() : message.key());
            } catch (QuintetException e) {
                if (e.code() != Code.FAILED_PRECONDITION) {
                    throw e;
                }
                receipts.set(i, new Receipt.Failed(e)); // the others have queues
                continue;
            }
            publisher.put(
                    Target.queue("channel " + name, queue),
                    Wire.write(message.headers(), Map.of()),
                    message.payload(),
                    failure -> receipts.set(
                            place, failure == null ? Receipt.Accepted.INSTANCE : new Receipt.Failed(failure)));
        }
        return receipts.future();
    }

    /** All there are: the groups have one queue. */
    @Override
    protected synchronized void visit(@Nullable String group, Predicate<DeadLetter> dropped) {
        try {
            lock();
            try {
                visit(dropped);
            } finally {
                unlock();
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof QuintetException known ? known : RabbitErrors.of(e, "dead letters", false);
        }
    }

    private void visit(Predicate<DeadLetter> dropped) throws IOException {
        Channel channel = link.channel();
        try {
            String queue = topology.openDead();
            Map<DeadLetter, Long> tags = new HashMap<>();
            int others = 0;
            for (GetResponse got = channel.basicGet(queue, false); got != null; got = channel.basicGet(queue, false)) {
                long tag = got.getEnvelope().getDeliveryTag();
                try {
                    tags.put(DeadLetterWriter.read(got.getProps(), got.getBody()), tag);
                } catch (IllegalArgumentException e) {
                    others++;
                    LOG.warn("{}", e.getMessage());
                }
            }
            int left = tags.size() + others;
            for (DeadLetter letter : tags.keySet().stream().sorted(OLDEST).toList()) {
                if (dropped.test(letter)) {
                    channel.basicAck(tags.getOrDefault(letter, 0L), false);
                    left--;
                }
            }
            channel.basicGet(
                    queue, false); // when it has answered, RabbitMQ forgets no acknowledgement with the channel
            channel.basicNack(0, true, true); // all that this channel has
            await(channel, queue, left);
        } finally {
            Link.close(channel); // what is still taken is back before somebody else looks
        }
    }

    /** Until nobody else looks at them; who dies while looking does not any more. */
    private void lock() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Channel asking = link.channel();
            try {
                asking.queueDeclare(names.deadLock(), false, true, true, Map.of());
                Link.close(asking);
                return;
            } catch (IOException e) {
                if (RabbitErrors.replyCode(e) != com.rabbitmq.client.AMQP.RESOURCE_LOCKED) {
                    throw e;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw QuintetException.deadlineExceeded("dead letters: somebody looks at them since " + PATIENCE);
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Also after a failure: it would belong to the connection as long as that lives. */
    private void unlock() {
        try {
            Channel asking = link.channel();
            try {
                asking.queueDelete(names.deadLock());
            } finally {
                Link.close(asking);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("dead letters: nobody else sees them until this connection ends: {}", e.toString());
        }
    }

    /** They are back a moment after RabbitMQ was told. */
    private static void await(Channel channel, String queue, int count) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (channel.queueDeclarePassive(queue).getMessageCount() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw QuintetException.deadlineExceeded("dead letters: not back in their queue after " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
