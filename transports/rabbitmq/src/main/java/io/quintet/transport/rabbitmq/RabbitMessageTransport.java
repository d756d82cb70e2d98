package io.quintet.transport.rabbitmq;

import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages over the queues of one RabbitMQ. Two connections: RabbitMQ holds back one that publishes too much, and what is received is not to
 * wait for that.
 */
final class RabbitMessageTransport implements MessageTransport {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitMessageTransport.class);

    private final ServiceContext context;
    private final RabbitSettings settings;
    private final Names names;
    private final Link receiving;
    private final Topology topology;
    private final Publisher publisher;
    private final Express express;
    private final Sender sender;
    private final DeadLetterWriter letters;
    private final RabbitDeadLetters deadLetters;
    private final Set<Membership> members = ConcurrentHashMap.newKeySet();

    RabbitMessageTransport(ServiceContext context) {
        this.context = context;
        settings = RabbitSettings.of(context.settings());
        names = new Names(settings.prefix());
        receiving = new Link(settings, context.instance());
        publisher = new Publisher(new Link(settings, context.instance() + " sends"), settings, context.scheduler());
        topology = new Topology(receiving, settings, names, publisher);
        express = new Express(settings, context);
        sender = new Sender(publisher, express, topology, names, context.clock());
        letters = new DeadLetterWriter(publisher, topology);
        deadLetters = new RabbitDeadLetters(receiving, topology, names, publisher);
        try {
            receiving.connection(); // and the first message need not wait for it
        } catch (QuintetException e) {
            LOG.warn("{} (expected: RabbitMQ, at rabbitmq.url)", e.getMessage());
        }
    }

    @Override
    public String name() {
        return RabbitTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return RabbitTransportProvider.GUARANTEES;
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
        members.removeIf(Membership::ended);
        Membership member = switch (channel.kind()) {
            case POINT_TO_POINT, PUBLISH_SUBSCRIBE ->
                new Member(
                        channel, group, credit, consumer, context, settings, names, receiving, topology, publisher,
                        letters);
            case CALLS ->
                new CallMember(channel, group, credit, consumer, context, names, express.link(), topology, letters);
            case REPLIES -> new ReplyMember(consumer, context, settings, express);
        };
        members.add(member);
        return member;
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return Optional.of(deadLetters);
    }

    @Override
    public void remove(Channel channel) {
        if (channel.kind() != Channel.Kind.REPLIES) { // which are not kept anywhere
            topology.remove(channel);
        }
    }

    @Override
    public void close() {
        members.forEach(Membership::close);
        express.close();
        publisher.close();
        topology.close();
        receiving.close();
    }
}
