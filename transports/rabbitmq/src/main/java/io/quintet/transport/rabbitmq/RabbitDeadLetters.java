package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.quintet.QuintetException;
import io.quintet.log.Replays;
import io.quintet.message.Channel.Kind;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Receipt;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of all groups below one prefix. RabbitMQ's queues cannot be looked through: whoever looks takes all there are, and puts
 * back what it does not drop, while all others wait. That is bearable because there are few.
 */
final class RabbitDeadLetters implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitDeadLetters.class);

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Comparator<DeadLetter> OLDEST =
            Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id);

    private final Link link;
    private final Topology topology;
    private final Names names;
    private final Publisher publisher;
    private final Replays replays = new Replays(this, this::append);

    RabbitDeadLetters(Link link, Topology topology, Names names, Publisher publisher) {
        this.link = link;
        this.topology = topology;
        this.names = names;
        this.publisher = publisher;
    }

    /** Straight to the queue of the group that it is for. */
    private CompletableFuture<List<Receipt>> append(String name, List<Message> batch) {
        int shards = topology.shards(name);
        if (shards == 0) {
            throw Replays.removed(name);
        }
        var receipts = new io.quintet.log.Receipts(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Message message = batch.get(i);
            int place = i;
            String queue = topology.replayQueue(
                    new io.quintet.message.Channel(name, Kind.POINT_TO_POINT, shards),
                    String.valueOf(message.replayFor()),
                    message.key() == null ? message.id() : message.key());
            publisher.put(
                    Target.queue("channel " + name, queue),
                    Wire.write(message.headers(), Map.of()),
                    message.payload(),
                    failure -> receipts.set(
                            place, failure == null ? Receipt.Accepted.INSTANCE : new Receipt.Failed(failure)));
        }
        return receipts.future();
    }

    /** Visits all there are, oldest first; those of which the visitor says so are dropped. */
    private synchronized void visit(Predicate<DeadLetter> dropped) {
        Channel channel = link.channel();
        try {
            lock();
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
            channel.queueDelete(names.deadLock());
        } catch (IOException | RuntimeException e) {
            throw e instanceof QuintetException known ? known : RabbitErrors.of(e, "dead letters", false);
        } finally {
            Link.close(channel);
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

    private List<DeadLetter> all(Filter filter) {
        List<DeadLetter> all = new ArrayList<>();
        visit(letter -> {
            if (filter.matches(letter.channel(), letter.group())) {
                all.add(letter);
            }
            return false;
        });
        return all;
    }

    @Override
    public List<DeadLetter> list(Filter filter, Page page) {
        List<DeadLetter> all = all(filter);
        List<DeadLetter> inOrder = page.order() == Order.OLDEST_FIRST ? all : all.reversed();
        int from = 0;
        String after = page.after();
        if (after != null) {
            for (DeadLetter letter : inOrder) {
                if (page.order() == Order.OLDEST_FIRST ? later(letter, after) : later(after, letter)) {
                    break;
                }
                from++;
            }
        }
        List<DeadLetter> part = new ArrayList<>();
        long bytes = 0;
        for (DeadLetter letter : inOrder.subList(from, inOrder.size())) {
            bytes += letter.message().payload().length;
            if (part.size() == page.most() || (bytes > MOST_BYTES && !part.isEmpty())) {
                break;
            }
            part.add(letter);
        }
        return part;
    }

    /** An id says where it stands in the order, also when what had it is gone. */
    private static boolean later(DeadLetter letter, String id) {
        return order(letter.id(), id) > 0;
    }

    private static boolean later(String id, DeadLetter letter) {
        return order(id, letter.id()) > 0;
    }

    private static int order(String one, String other) {
        int byTime = Long.compare(millis(one), millis(other));
        return byTime != 0 ? byTime : one.compareTo(other);
    }

    private static long millis(String id) {
        try {
            return Long.parseLong(id.substring(0, Math.max(0, id.indexOf('-'))));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public List<Count> counts(Filter filter) {
        return all(filter).stream()
                .collect(Collectors.groupingBy(
                        letter -> List.of(letter.channel(), letter.group()), Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> new Count(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
                .sorted(Comparator.comparing(Count::channel).thenComparing(Count::group))
                .toList();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return all(Filter.ALL).stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    @Override
    public boolean replay(String id) {
        return replays.replay(id);
    }

    @Override
    public int replay(Filter filter) {
        return replays.replay(filter);
    }

    private int dropAll(Predicate<DeadLetter> which) {
        int[] count = {0};
        visit(letter -> {
            boolean drop = which.test(letter);
            count[0] += drop ? 1 : 0;
            return drop;
        });
        return count[0];
    }

    @Override
    public boolean drop(String id) {
        return dropAll(letter -> letter.id().equals(id)) > 0;
    }

    @Override
    public int drop(Filter filter) {
        return dropAll(letter -> filter.matches(letter.channel(), letter.group()));
    }
}
