package io.quintet.runtime;

import io.quintet.ConfigurationException;
import io.quintet.Deadline;
import io.quintet.DurableRequests;
import io.quintet.InvalidContractException;
import io.quintet.ReplyHandler;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Codec;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Observer;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Registers durable reply handlers, and makes the requests whose replies go there.
 *
 * @param own the instance's settings
 * @param transports which transport carries what
 * @param codec the payload format
 * @param budgets binds operations to it
 * @param messaging the sending sides
 * @param chains the chains
 * @param consumers the subscriptions of this process
 * @param inboxes the inbox of a group
 * @param clock the wall clock
 * @param observer hears of replies
 */
record DurableReplies(
        RuntimeSettings own,
        Transports transports,
        Codec codec,
        Budgets budgets,
        Messaging messaging,
        Chains chains,
        Consumers consumers,
        Function<String, Inbox> inboxes,
        Clock clock,
        @Nullable Observer observer) {
    <R, Q> DurableRequests<Q> begin(OperationModel model, ReplyHandler<R> handler) {
        if (!(transports.of(model) instanceof MessageTransport transport)) {
            throw new ConfigurationException(
                    model.qualifiedName() + ": durable replies need a transport that carries messages"
                            + " (expected: another transport for this operation)");
        }
        BoundOperation bound = budgets.bound(model, codec);
        Channel replies = messaging.channels().durableReplies(own.name());
        @SuppressWarnings("unchecked") // the response codec of the operation reads just instances of R
        ReplyHandler<Object> untyped = (ReplyHandler<Object>) handler;
        Consumption last = new HandleReply(bound, untyped, transport.name(), clock, observer);
        Settling chain = chains.replies(last, model, transport.name(), inboxes.apply(replies.name()));
        boolean added = consumers.add(
                transport, replies, own.name(), Consumers.Unhandled.RETRY, Map.of(model.qualifiedName(), chain));
        if (!added) {
            throw new InvalidContractException(
                    model.qualifiedName() + ": has a durable reply handler already (mend: register one)");
        }
        Channel channel = messaging.channels().of(model, transport);
        Outgoing outgoing = messaging.outgoing(transport);
        return (request, correlation) -> {
            Deadline deadline = Deadline.in(own.durableTimeout());
            Envelope envelope = messaging.envelope();
            Message message =
                    envelope.request(bound, request, envelope.newId(), Channels.format(replies), deadline, correlation);
            outgoing.send(channel, message, Deadline.in(model.timeout()));
        };
    }
}
