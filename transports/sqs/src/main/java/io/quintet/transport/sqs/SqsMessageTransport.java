package io.quintet.transport.sqs;

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

/** Messages over the FIFO queues of one account and region. */
final class SqsMessageTransport implements MessageTransport {
    private final ServiceContext context;
    private final SqsSettings settings;
    private final Names names;
    private final Api api;
    private final Topology topology;
    private final Sender sender;
    private final DeadLetterWriter letters;
    private final SqsDeadLetters deadLetters;
    private final Set<Member> members = ConcurrentHashMap.newKeySet();

    SqsMessageTransport(ServiceContext context) {
        this.context = context;
        settings = SqsSettings.of(context.settings());
        names = new Names(settings.prefix());
        api = new Api(settings);
        topology = new Topology(api, settings, names, context.clock());
        sender = new Sender(api, topology, settings);
        letters = new DeadLetterWriter(sender, topology, names);
        deadLetters = new SqsDeadLetters(api, topology, names, sender);
    }

    @Override
    public String name() {
        return SqsTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return SqsTransportProvider.GUARANTEES;
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
        members.removeIf(Member::ended);
        Member member =
                new Member(channel, group, credit, consumer, context, settings, api, topology, names, sender, letters);
        members.add(member);
        return member;
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return Optional.of(deadLetters);
    }

    @Override
    public void remove(Channel channel) {
        topology.remove(channel);
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        sender.close();
        members.forEach(Member::awaitEnd);
        api.close();
    }
}
