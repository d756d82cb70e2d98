package io.quintet.runtime;

import io.quintet.Due;
import io.quintet.InteractionStyle;
import io.quintet.Transaction;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.resilience.LastGood;
import io.quintet.resilience.Ticker;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Codec;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Observer;
import io.quintet.spi.Transport;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Makes the calling side of operations: each of the five styles, over calls or over messages. */
final class Clients {
    private final Transports transports;
    private final Routing routing;
    private final Ticker ticker;
    private final Messaging messaging;
    private final Chains chains;
    private final Codec codec;
    private final Budgets budgets;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final @Nullable Observer observer;
    private final Clock clock;

    Clients(
            Transports transports,
            Routing routing,
            Ticker ticker,
            Messaging messaging,
            Chains chains,
            Codec codec,
            Budgets budgets,
            Executor executor,
            ScheduledExecutorService scheduler,
            @Nullable Observer observer,
            Clock clock) {
        this.transports = transports;
        this.routing = routing;
        this.ticker = ticker;
        this.messaging = messaging;
        this.chains = chains;
        this.codec = codec;
        this.budgets = budgets;
        this.executor = executor;
        this.scheduler = scheduler;
        this.observer = observer;
        this.clock = clock;
    }

    OperationClient of(OperationModel operation) {
        return of(operation, (HandlerMethod) null);
    }

    /** The client of an operation; {@code fallback} makes what is returned where the service does not answer. */
    OperationClient of(OperationModel operation, @Nullable HandlerMethod fallback) {
        Transport transport = transports.of(operation);
        BoundOperation bound = budgets.bound(operation, codec);
        ClientPolicies policies = routing.policies(operation);
        LastGood lastGood = policies.lastGood(ticker);
        Instead instead = lastGood == null && fallback == null ? null : new Instead(lastGood, fallback, observer);
        if (Transports.asCall(operation, transport)) {
            return budgets.counted(overCalls(bound, (CallTransport) transport, policies, instead), operation);
        }
        OperationClient client = overMessages(bound, (MessageTransport) transport, policies, instead);
        // what nobody answers costs no round trip
        return operation.style().responds() ? budgets.counted(client, operation) : client;
    }

    /** As {@link #of}, for a message that is held back; refuses what is answered when it is called. */
    OperationClient of(OperationModel operation, Due due) {
        if (operation.style().responds()) {
            return refusing(operation, "cannot be held back, for it has a response");
        }
        Transport transport = transports.of(operation, Guarantee.DELAY);
        return sends(budgets.bound(operation, codec), (MessageTransport) transport, due);
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

    private OperationClient overCalls(
            BoundOperation operation, CallTransport transport, ClientPolicies policies, @Nullable Instead instead) {
        Invoker last = routing.overCalls(operation.model(), transport, policies);
        Invoker chain = chains.client(last, operation.model(), transport.name(), policies, instead);
        OperationClient client = new SynchronousClient(
                operation,
                chain,
                CallHeaders.ofCalls(
                        operation.model(),
                        messaging.envelope()::newId,
                        policies.identify() ? messaging.service() : null),
                timeout(operation, policies));
        return operation.model().style() == InteractionStyle.ASYNC_REQUEST_RESPONSE
                ? new AsynchronousClient(operation.model(), client, executor)
                : client;
    }

    private OperationClient overMessages(
            BoundOperation operation, MessageTransport transport, ClientPolicies policies, @Nullable Instead instead) {
        Outgoing outgoing = messaging.outgoing(transport);
        Channel channel = messaging.channels().of(operation.model(), transport);
        Envelope envelope = messaging.envelope();
        return switch (operation.model().style()) {
            case REQUEST_RESPONSE -> {
                Invoker last = routing.overMessages(
                        operation.model(), messaging.requests(transport, channel), channel.name(), policies);
                yield new SynchronousClient(
                        operation,
                        chains.client(last, operation.model(), transport.name(), policies, instead),
                        CallHeaders.ofMessages(envelope::newId, null, clock),
                        timeout(operation, policies));
            }
            case ASYNC_REQUEST_RESPONSE -> {
                MessageRequest requests = messaging.requests(transport, channel);
                yield new AsyncMessageClient(
                        operation,
                        chains.starter(
                                requests::start,
                                policies,
                                routing.circuit(operation.model(), channel.name(), policies)),
                        timeout(operation, policies),
                        instead,
                        transport.name(),
                        executor,
                        observer);
            }
            case NOTIFICATION, PUBLISH_SUBSCRIBE -> sends(operation, transport, null);
            case PUBLISH_ASYNC_RESPONSES ->
                new Publication(
                        operation,
                        timeout(operation, policies),
                        outgoing,
                        channel,
                        messaging.desk(transport),
                        envelope,
                        scheduler,
                        observer);
        };
    }

    private OperationClient sends(BoundOperation operation, MessageTransport transport, @Nullable Due due) {
        Envelope envelope = messaging.envelope();
        Invoker last = new MessageSend(
                messaging.outgoing(transport), messaging.channels().of(operation.model(), transport), envelope);
        ClientPolicies policies = routing.policies(operation.model());
        return new SynchronousClient(
                operation,
                chains.client(last, operation.model(), transport.name(), policies, null),
                CallHeaders.ofMessages(envelope::newId, due, clock),
                timeout(operation, policies));
    }

    private static Duration timeout(BoundOperation operation, ClientPolicies policies) {
        return policies.timeout() == null ? operation.model().timeout() : policies.timeout();
    }
}
