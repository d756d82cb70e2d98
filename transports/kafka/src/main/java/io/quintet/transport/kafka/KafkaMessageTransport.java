package io.quintet.transport.kafka;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages over the topics of one Kafka. */
final class KafkaMessageTransport implements MessageTransport {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaMessageTransport.class);

    private static final Duration START = Duration.ofSeconds(2);

    private final ServiceContext context;
    private final KafkaSettings settings;
    private final Clients clients;
    private final TopicAdmin admin;
    private final Topics topics;
    private final Sender sender;
    private final DeadLetterWriter letters;
    private final DeadLetterLog log;
    private final KafkaDeadLetters deadLetters;
    private final Set<GroupMember> members = ConcurrentHashMap.newKeySet();
    private final Releaser releaser;

    KafkaMessageTransport(ServiceContext context, KafkaSettings settings, Clients clients) {
        this.context = context;
        this.settings = settings;
        this.clients = clients;
        admin = new TopicAdmin(clients.admin(), settings.sendTimeout());
        topics = new Topics(admin, settings);
        sender = new Sender(clients.producer(), topics, settings.sendTimeout(), context.clock());
        letters = new DeadLetterWriter(sender, topics, settings.sendTimeout());
        log = new DeadLetterLog(clients, topics);
        deadLetters = new KafkaDeadLetters(log, letters, topics, sender);
        releaser = new Releaser(clients, topics, context.clock());
        if (!admin.reached(START)) { // and the first message need not wait for the connection
            LOG.warn("{}: does not answer yet (expected: Kafka, at kafka.url)", settings.url());
        }
    }

    @Override
    public String name() {
        return KafkaTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return KafkaTransportProvider.GUARANTEES;
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        return sender.send(channel, batch);
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        if (credit < 1) {
            throw new IllegalArgumentException("credit: " + credit + " (expected: >= 1)");
        }
        members.removeIf(GroupMember::ended);
        GroupMember member =
                new GroupMember(clients, topics, letters, settings, channel, group, credit, consumer, context);
        members.add(member);
        return member;
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return Optional.of(deadLetters);
    }

    @Override
    public void remove(Channel channel) {
        topics.remove(channel);
    }

    @Override
    public void close() {
        members.forEach(GroupMember::close);
        releaser.close();
        sender.close();
        log.close();
        admin.close();
    }
}
