package io.quintet.runtime;

import io.quintet.Due;
import io.quintet.InteractionStyle;
import io.quintet.Transaction;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Codec;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Observer;
import io.quintet.spi.Transport;
import java.sql.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Makes the calling side of operations: each of the five styles, over calls or over messages. */
final class Clients {
    private final Transports transports;
    private final Discovery discovery;
    private final Messaging messaging;
    private final Chains chains;
    private final Codec codec;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final @Nullable Observer observer;
    private final Clock clock;
    private final Map<String, Balancer> balancers = new ConcurrentHashMap<>();

    Clients(
            Transports transports,
            Discovery discovery,
            Messaging messaging,
            Chains chains,
            Codec codec,
            Executor executor,
            ScheduledExecutorService scheduler,
            @Nullable Observer observer,
            Clock clock) {
        this.transports = transports;
        this.discovery = discovery;
        this.messaging = messaging;
        this.chains = chains;
        this.codec = codec;
        this.executor = executor;
        this.scheduler = scheduler;
        this.observer = observer;
        this.clock = clock;
    }

    OperationClient of(OperationModel operation) {
        Transport transport = transports.of(operation);
        BoundOperation bound = BoundOperation.of(operation, codec);
        if (Transports.asCall(operation, transport)) {
            return overCalls(bound, (CallTransport) transport);
        }
        return overMessages(bound, (MessageTransport) transport);
    }

    /** As {@link #of}, for a message that is held back; refuses what is answered when it is called. */
    OperationClient of(OperationModel operation, Due due) {
        if (operation.style().responds()) {
            return refusing(operation, "cannot be held back, for it has a response");
        }
        Transport transport = transports.of(operation, Guarantee.DELAY);
        return sends(BoundOperation.of(operation, codec), (MessageTransport) transport, due);
    }

    /** As {@link #of}, through the outbox over a connection; refuses what cannot wait for a commit when it is called. */
    OperationClient of(OperationModel operation, Connection connection) {
        InteractionStyle style = operation.style();
        if (style == InteractionStyle.REQUEST_RESPONSE || style == InteractionStyle.PUBLISH_ASYNC_RESPONSES) {
            return refusing(operation, "cannot go through the outbox, for its answer would come after the commit");
        }
        Transport transport = transports.of(operation);
        if (Transports.asCall(operation, transport)) {
            return refusing(
                    operation,
                    "cannot go through the outbox, for transport " + transport.name() + " does not carry messages");
        }
        OperationClient client = of(operation);
        return request -> {
            try (Transaction.Scope scope = Transaction.bind(connection)) {
                return client.invoke(request);
            }
        };
    }

    private static OperationClient refusing(OperationModel operation, String why) {
        return request -> {
            throw new IllegalStateException(operation.qualifiedName() + ": " + why
                    + " (expected: a notification or an event over a transport that carries messages)");
        };
    }

    private OperationClient overCalls(BoundOperation operation, CallTransport transport) {
        Directory directory = discovery.over(transport.name());
        Balancer balancer = balancers.computeIfAbsent(transport.name(), name -> new Balancer(directory, name));
        Invoker last = new RemoteCall(transport, balancer);
        Invoker known = new FirstAnswer(last, directory.peers(operation.model().contract()));
        Invoker chain = chains.client(known, transport.name());
        OperationClient client = new SynchronousClient(
                operation, chain, CallHeaders.ofCalls(operation.model(), messaging.envelope()::newId));
        return operation.model().style() == InteractionStyle.ASYNC_REQUEST_RESPONSE
                ? new AsynchronousClient(operation.model(), client, executor)
                : client;
    }

    private OperationClient overMessages(BoundOperation operation, MessageTransport transport) {
        Outgoing outgoing = messaging.outgoing(transport);
        Channel channel = messaging.channels().of(operation.model());
        Envelope envelope = messaging.envelope();
        return switch (operation.model().style()) {
            case REQUEST_RESPONSE ->
                new SynchronousClient(
                        operation,
                        chains.client(messaging.requests(transport, channel), transport.name()),
                        CallHeaders.ofMessages(envelope::newId, null, clock));
            case ASYNC_REQUEST_RESPONSE ->
                new AsyncMessageClient(
                        operation, messaging.requests(transport, channel), transport.name(), executor, observer);
            case NOTIFICATION, PUBLISH_SUBSCRIBE -> sends(operation, transport, null);
            case PUBLISH_ASYNC_RESPONSES ->
                new Publication(operation, outgoing, channel, messaging.desk(transport), envelope, scheduler, observer);
        };
    }

    private OperationClient sends(BoundOperation operation, MessageTransport transport, @Nullable Due due) {
        Envelope envelope = messaging.envelope();
        Invoker last = new MessageSend(
                messaging.outgoing(transport), messaging.channels().of(operation.model()), envelope);
        return new SynchronousClient(
                operation, chains.client(last, transport.name()), CallHeaders.ofMessages(envelope::newId, due, clock));
    }
}
