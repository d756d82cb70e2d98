package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.ConfigurationException;
import io.quintet.DomainException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Guarantees;
import io.quintet.spi.Instance;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls and messages of one instance, over one thread that owns its sockets. */
final class ZeroMqTransport implements CallTransport, MessageTransport {
    private static final Duration LONGEST_TICK = Duration.ofMillis(100);

    /** So long who closes waits for answers that are on their way. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final ServiceContext context;
    private final ZeroMqSettings settings;
    private final Reactor reactor;
    private final CallServer callServer;
    private final CallClient callClient;
    private final Members members;
    private final Sender sender;
    private final AtomicLong memberships = new AtomicLong();

    /** For the reactor's thread. */
    private @Nullable Listener listener;

    ZeroMqTransport(ServiceContext context) {
        this.context = context;
        settings = ZeroMqSettings.of(context.settings());
        Duration tick = settings.heartbeat().dividedBy(4);
        reactor = new Reactor(context.instance(), tick.compareTo(LONGEST_TICK) < 0 ? tick : LONGEST_TICK);
        byte[] run = (context.instance() + "/" + UUID.randomUUID()).getBytes(UTF_8);
        Links links = new Links(reactor, settings, run);
        callServer = new CallServer(reactor, settings.maxCalls());
        callClient = new CallClient(reactor, links);
        members = new Members(reactor, settings.window());
        sender = new Sender(reactor, links, settings, this::registry);
        reactor.onEnd(() -> {
            members.all().forEach(GroupMember::end);
            sender.end();
            links.end();
            if (listener != null) {
                listener.end();
            }
        });
        reactor.start();
    }

    private Registry registry() {
        return context.shared().one(Registry.class, () -> {
            throw new ConfigurationException(
                    "zeromq: no registry (expected: one, for that is how senders find those who subscribe)");
        });
    }

    private Address address() {
        return reactor.call(() -> {
            if (listener == null) {
                listener = new Listener(reactor, settings, callServer, members);
            }
            return listener.address();
        });
    }

    @Override
    public String name() {
        return ZeroMqTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return ZeroMqTransportProvider.GUARANTEES;
    }

    @Override
    public @Nullable Object call(Endpoint endpoint, Call call) throws DomainException {
        return callClient.call(endpoint.address(), call);
    }

    @Override
    public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        Address address = address();
        reactor.complete(() -> callServer.add(operations, handler));
        return new Endpoint(name(), address.text());
    }

    @Override
    public void drain(Duration patience) {
        callServer.drain(patience);
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
        Registry registry = registry();
        Address address = address();
        String id = context.instance() + "~" + memberships.incrementAndGet();
        GroupMember member =
                new GroupMember(reactor, members, channel.name(), group, id, credit, consumer, context.scheduler());
        reactor.complete(() -> members.add(member));
        try {
            member.registered(registry.register(new Instance(
                    id,
                    group,
                    Sender.CONTRACT,
                    new Endpoint(
                            Sender.TRANSPORT,
                            address.withChannel(channel.name()).text()))));
        } catch (RuntimeException e) {
            member.close();
            throw e;
        }
        return member;
    }

    @Override
    public void remove(Channel channel) {
        reactor.complete(() -> sender.remove(channel));
    }

    @Override
    public void close() {
        sender.finish(LAST_ANSWERS);
        reactor.close();
    }
}
