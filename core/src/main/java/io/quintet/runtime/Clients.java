package io.quintet.runtime;

import io.quintet.InteractionStyle;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Codec;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Observer;
import io.quintet.spi.Registry;
import io.quintet.spi.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the calling side of operations: each of the five styles, over calls or over messages. */
final class Clients {
    private final Transports transports;
    private final Supplier<Registry> registry;
    private final Messaging messaging;
    private final Chains chains;
    private final Codec codec;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final @Nullable Observer observer;
    private final Map<String, Balancer> balancers = new ConcurrentHashMap<>();

    Clients(
            Transports transports,
            Supplier<Registry> registry,
            Messaging messaging,
            Chains chains,
            Codec codec,
            Executor executor,
            ScheduledExecutorService scheduler,
            @Nullable Observer observer) {
        this.transports = transports;
        this.registry = registry;
        this.messaging = messaging;
        this.chains = chains;
        this.codec = codec;
        this.executor = executor;
        this.scheduler = scheduler;
        this.observer = observer;
    }

    OperationClient of(OperationModel operation) {
        Transport transport = transports.of(operation);
        BoundOperation bound = BoundOperation.of(operation, codec);
        if (Transports.asCall(operation, transport)) {
            return overCalls(bound, (CallTransport) transport);
        }
        return overMessages(bound, (MessageTransport) transport);
    }

    private OperationClient overCalls(BoundOperation operation, CallTransport transport) {
        Balancer balancer = balancers.computeIfAbsent(transport.name(), name -> new Balancer(registry.get(), name));
        Invoker chain = chains.client(new RemoteCall(transport, balancer), transport.name());
        OperationClient client = new SynchronousClient(operation, chain);
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
                        operation, chains.client(messaging.requests(transport, channel), transport.name()));
            case ASYNC_REQUEST_RESPONSE ->
                new AsyncMessageClient(
                        operation, messaging.requests(transport, channel), transport.name(), executor, observer);
            case NOTIFICATION, PUBLISH_SUBSCRIBE ->
                new SynchronousClient(
                        operation, chains.client(new MessageSend(outgoing, channel, envelope), transport.name()));
            case PUBLISH_ASYNC_RESPONSES ->
                new Publication(operation, outgoing, channel, messaging.desk(transport), envelope, scheduler, observer);
        };
    }
}
