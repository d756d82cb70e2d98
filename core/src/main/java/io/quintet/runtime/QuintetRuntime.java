package io.quintet.runtime;

import io.quintet.AsyncOperation;
import io.quintet.ConfigurationException;
import io.quintet.Deadline;
import io.quintet.Due;
import io.quintet.DurableRequests;
import io.quintet.InvalidContractException;
import io.quintet.Outbox;
import io.quintet.Quintet;
import io.quintet.ReplyHandler;
import io.quintet.config.Settings;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.payload.Payloads;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Ticker;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Codec;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Instance;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Observer;
import io.quintet.spi.Registry;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.Shared;
import io.quintet.spi.Transport;
import java.sql.Connection;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a service: puts the parts together, and takes them apart in order. */
public final class QuintetRuntime implements Quintet {
    private static final Logger LOG = LoggerFactory.getLogger(QuintetRuntime.class);

    private final Settings settings;
    private final RuntimeSettings own;
    private final Clock clock;
    private final @Nullable Observer observer;
    private final ScheduledThreadPoolExecutor scheduler;
    private final Shared shared = new Shared();
    private final ExecutorService executor;
    private final Codec codec;
    private final Transports transports;
    private final Discovery discovery;
    private final @Nullable ServiceDatabase database;
    private final Budgets budgets;
    private final Payloads payloads;
    private final Messaging messaging;
    private final Chains chains;
    private final Consumers consumers;
    private final Circuits circuits;
    private final Clients clients;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Leaving leaving = new Leaving();
    private volatile boolean reachable;
    private boolean relaying;

    /** From settings; fails with a {@link ConfigurationException} before anything is started. */
    public QuintetRuntime(Settings settings, Clock clock, @Nullable Observer observer) {
        this.settings = settings;
        this.clock = clock;
        this.observer = observer;
        transports = new Transports(settings, this::context);
        discovery = new Discovery(settings, transports, this::context);
        Registry unused = shared.one(Registry.class, discovery::forTransports);
        ClaimStores claimStores = new ClaimStores();
        Predicate<String> known = section -> transports.knows(section) || discovery.knows(section);
        own = RuntimeSettings.of(settings, known.or(claimStores::knows));
        codec = new Plugins<>(Codec.class, "codec", Codec::name).get(settings, "codec", own.codec());
        Ticker ticker = Ticker.SYSTEM;
        budgets = new Budgets(settings, observer, ticker);
        RandomGenerator jitter = () -> ThreadLocalRandom.current().nextLong(); // each thread's own
        scheduler = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("quintet-timer").factory());
        scheduler.setRemoveOnCancelPolicy(true);
        executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("quintet-", 0).factory());
        @Nullable Payloads packing = null;
        try {
            packing = claimStores.open(settings, own.payloads(), this::context, known, executor);
            database = ServiceDatabases.open(settings, context("database"));
        } catch (RuntimeException e) {
            scheduler.shutdownNow();
            executor.shutdownNow();
            if (packing != null) {
                packing.close();
            }
            throw e;
        }
        payloads = packing;
        chains = new Chains(clock, observer, ticker, jitter, own, payloads, budgets);
        messaging = new Messaging(
                context("messages"), new Channels(own.shards()), own.signatures(), database, payloads, executor);
        consumers = new Consumers(executor, own.credit());
        circuits = new Circuits(ticker, observer);
        Routing routing = new Routing(settings, chains, circuits, discovery, ticker, jitter);
        clients = new Clients(
                transports, routing, ticker, messaging, chains, codec, budgets, executor, scheduler, observer, clock);
    }

    private ServiceContext context(String section) {
        return new ServiceContext(
                own.name(), own.instance(), settings.section(section), clock, scheduler, shared, own.keyring());
    }

    @Override
    public List<Circuit> circuits() {
        return circuits.all();
    }

    @Override
    public String name() {
        return own.name();
    }

    @Override
    public String instance() {
        return own.instance();
    }

    @Override
    public <C> C client(Class<C> contract) {
        refuseClosed();
        C client = ContractProxy.of(contract, ContractModel.of(contract), clients::of);
        startRelay();
        return client;
    }

    @Override
    public <C> C clientWithFallback(Class<C> contract, Object fallback) {
        refuseClosed();
        C client = ContractProxy.of(contract, ContractModel.of(contract), Fallbacks.of(contract, fallback, clients));
        startRelay();
        return client;
    }

    @Override
    public <C> C client(Class<C> contract, Due due) {
        refuseClosed();
        C client = ContractProxy.of(contract, ContractModel.of(contract), operation -> clients.of(operation, due));
        startRelay();
        return client;
    }

    @Override
    public Outbox outbox(Connection connection) {
        refuseClosed();
        ServiceDatabases.required(database);
        startRelay();
        return new ConnectionOutbox(clients, connection);
    }

    @Override
    public void serve(Class<?> type, Object implementation) {
        refuseClosed();
        ContractModel contract = ContractModel.of(type);
        Map<CallTransport, Map<BoundOperation, HandlerMethod>> calls = new LinkedHashMap<>();
        Map<Way, Map<String, Settling>> messages = new LinkedHashMap<>();
        for (OperationModel operation : contract.operations()) {
            if (operation.style().oneToMany()) {
                continue;
            }
            HandlerMethod handler = HandlerMethod.find(operation, implementation);
            if (handler == null) {
                throw new InvalidContractException(implementation.getClass().getName() + ": no public method "
                        + operation.name() + "(" + operation.request().getSimpleName()
                        + ") (mend: implement it, operation "
                        + operation.qualifiedName() + " is served here)");
            }
            Transport transport = transports.of(operation);
            BoundOperation bound = budgets.bound(operation, codec);
            if (Transports.asCall(operation, transport)) {
                refuseForgetful(operation);
                calls.computeIfAbsent((CallTransport) transport, t -> new LinkedHashMap<>())
                        .put(bound, handler);
            } else {
                messages.computeIfAbsent(way(operation, (MessageTransport) transport), t -> new LinkedHashMap<>())
                        .put(
                                operation.qualifiedName(),
                                consumer((MessageTransport) transport, contract.name(), bound, handler));
            }
        }
        if (calls.isEmpty() && messages.isEmpty()) {
            throw new InvalidContractException(type.getSimpleName()
                    + ": no one-to-one operation to serve (mend: subscribe to it with Quintet.subscribe)");
        }
        startRelay();
        calls.forEach((transport, handlers) -> serve(contract, transport, handlers)); // first: a port may be taken
        messages.forEach((way, handlers) -> subscribe(way, contract.name(), handlers));
    }

    /** What messages of some operations come over. */
    private record Way(MessageTransport transport, Channel channel) {}

    private Way way(OperationModel operation, MessageTransport transport) {
        return new Way(transport, messaging.channels().of(operation, transport));
    }

    private void refuseForgetful(OperationModel operation) {
        if (operation.keyed() && database == null) {
            throw settings.wrong(
                    "database.url",
                    "the service's own database, for " + operation.qualifiedName()
                            + " asks for an idempotency key, and its responses are stored there");
        }
    }

    private void serve(ContractModel contract, CallTransport transport, Map<BoundOperation, HandlerMethod> handlers) {
        Map<String, CallHandler> byOperation = new LinkedHashMap<>();
        handlers.forEach((bound, handler) -> byOperation.put(
                bound.model().name(),
                chains.server(
                        handler,
                        bound,
                        database,
                        ServerPolicies.read(Scopes.of(settings, bound.model())),
                        leaving::turnsAway,
                        own.name())));
        Endpoint endpoint = transport.serve(List.copyOf(handlers.keySet()), call -> {
            CallHandler handler = byOperation.get(call.operation().model().name());
            if (handler == null) {
                throw new IllegalStateException(call.operation().model().qualifiedName() + " is not served here");
            }
            return handler.handle(call);
        });
        if (transport.guarantees().kept().contains(Guarantee.CROSS_PROCESS)) {
            reachable = true;
        }
        discovery.enter(new Instance(own.instance(), own.name(), contract.name(), endpoint));
        LOG.info("{} serves {} at {}", own.instance(), contract.name(), endpoint.address());
    }

    @Override
    public void subscribe(Class<?> type, String group, Object listener) {
        refuseClosed();
        ContractModel contract = ContractModel.of(type);
        RuntimeSettings.channelName(settings, "group", group);
        Map<Way, Map<String, Settling>> messages = new LinkedHashMap<>();
        for (OperationModel operation : contract.operations()) {
            HandlerMethod handler = operation.style().oneToMany() ? HandlerMethod.find(operation, listener) : null;
            if (handler != null) {
                MessageTransport transport = (MessageTransport) transports.of(operation);
                messages.computeIfAbsent(way(operation, transport), t -> new LinkedHashMap<>())
                        .put(
                                operation.qualifiedName(),
                                consumer(transport, group, budgets.bound(operation, codec), handler));
            }
        }
        if (messages.isEmpty()) {
            throw new InvalidContractException(
                    listener.getClass().getName() + ": no public method for any one-to-many operation of "
                            + contract.name() + " (mend: name it as the operation, with the operation's parameter)");
        }
        startRelay();
        messages.forEach((way, handlers) -> subscribe(way, group, handlers));
    }

    @Override
    public void expose(Class<?> type) {
        refuseClosed();
        new Exposure(
                        own.instance(),
                        transports,
                        messaging.channels(),
                        consumers,
                        budgets,
                        own.signatures(),
                        payloads,
                        clock)
                .begin(type, codec);
    }

    private void subscribe(Way way, String group, Map<String, Settling> handlers) {
        // what was sent to everybody may be of no interest; what was sent to one must not be lost between versions
        Consumers.Unhandled unhandled = way.channel().kind() == Channel.Kind.PUBLISH_SUBSCRIBE
                ? Consumers.Unhandled.ACK
                : Consumers.Unhandled.RETRY;
        if (!consumers.add(way.transport(), way.channel(), group, unhandled, handlers)) {
            throw new InvalidContractException("group " + group + ": has a handler for one of " + handlers.keySet()
                    + " in this process already (mend: serve or subscribe once, or use another group)");
        }
    }

    private Settling consumer(
            MessageTransport transport, String group, BoundOperation operation, HandlerMethod handler) {
        ReplySender replies = new ReplySender(messaging.outgoing(transport), messaging.envelope(), group);
        Inbox inbox = handler.idempotent() ? Inbox.AT_LEAST_ONCE : inbox(group);
        return chains.consumer(handler, operation, transport.name(), inbox, replies);
    }

    private Inbox inbox(String group) {
        return database == null ? Inbox.AT_LEAST_ONCE : Inbox.of(database, group);
    }

    @Override
    public <C, Q, R> DurableRequests<Q> durable(
            Class<C> contract, AsyncOperation<C, Q, R> operation, ReplyHandler<R> handler) {
        refuseClosed();
        DurableReplies replies = new DurableReplies(
                own, transports, codec, budgets, messaging, chains, consumers, this::inbox, clock, observer);
        DurableRequests<Q> requests = replies.begin(ReferencedOperation.of(contract, operation), handler);
        startRelay();
        return requests;
    }

    @Override
    public <T> T transact(Callable<T> work) throws Exception {
        return ServiceDatabases.required(database).transact(work);
    }

    /** Begins when the first client or handler exists: what the outbox holds from before a restart may need its transport. */
    private synchronized void startRelay() {
        if (database != null && !relaying) {
            relaying = true;
            database.relay(new TransportRelay(transports));
        }
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        Deadline patience = Deadline.in(own.drain());
        discovery.leave(Deadline.in(own.drain().dividedBy(2))); // who calls meanwhile is still served
        leaving.begin();
        if (reachable) {
            leaving.awaitQuiet(discovery.quiet(), patience);
        }
        transports
                .callTransports()
                .forEach(transport -> closing(transport.name(), () -> transport.drain(patience.remaining())));
        closing("consumers", () -> consumers.drain(patience.remaining()));
        closing("consumers", consumers::close);
        closing("replies", messaging::close);
        executor.shutdown();
        Termination.await(executor, patience, own);
        if (database != null) {
            closing("database", database::close); // after the handlers, which may still be in its transactions
        }
        closing("payloads", payloads::close);
        closing("registry", () -> discovery.close(patience));
        closing("transports", transports::close);
        scheduler.shutdownNow();
    }

    /** Whatever one part throws, the others are closed too. */
    private void closing(String part, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: closing: {} failed", own.instance(), part, e);
        }
    }

    private void refuseClosed() {
        if (closing.get()) {
            throw new IllegalStateException(own.instance() + " is closed (expected: open)");
        }
    }
}
