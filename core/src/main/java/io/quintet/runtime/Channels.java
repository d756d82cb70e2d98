package io.quintet.runtime;

import io.quintet.InteractionStyle;
import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import java.util.List;

/**
 * The one place that names channels: {@code orders} for what one receiver handles, {@code orders.events} for what every group gets, so
 * that operations of one contract with one key keep their order; {@code orders.calls} for requests without a key that somebody waits for,
 * where the transport has a quicker way for these; {@code _replies.order-service} for durable replies, and
 * {@code _awaited.order-service.instance} for those somebody waits for; no contract can have a name with an underscore.
 *
 * @param shards how many shards the channels of contracts have
 */
record Channels(int shards) {
    Channel of(OperationModel operation, MessageTransport transport) {
        if (operation.style().oneToMany()) {
            return new Channel(operation.contract() + ".events", Channel.Kind.PUBLISH_SUBSCRIBE, shards);
        }
        return operation.style() == InteractionStyle.REQUEST_RESPONSE
                        && operation.key() == null
                        && transport.guarantees().kept().contains(Guarantee.QUICK_REQUESTS)
                ? new Channel(operation.contract() + ".calls", Channel.Kind.CALLS, 1)
                : new Channel(operation.contract(), Channel.Kind.POINT_TO_POINT, shards);
    }

    Channel durableReplies(String service) {
        return new Channel("_replies." + service, Channel.Kind.POINT_TO_POINT, shards);
    }

    static Channel awaitedReplies(String service, String instance) {
        return new Channel(Channel.REPLIES + service + "." + instance, Channel.Kind.REPLIES, 1);
    }

    /** Whether the reply to a request is for an instance that waits for it, and for nobody after that. */
    static boolean awaited(Message request) {
        String replyChannel = request.header(HeaderNames.REPLY_CHANNEL);
        return replyChannel != null && replyChannel.startsWith(Channel.REPLIES);
    }

    /** How a request names the channel for its reply. */
    static String format(Channel replies) {
        return replies.name() + ":" + replies.shards();
    }

    /** The same, where the subscriber has an address. */
    static String format(Channel replies, String address) {
        return address.isEmpty()
                ? format(replies)
                : format(new Channel(replies.name() + "." + address, replies.kind(), replies.shards()));
    }

    /** The channel that a request names for its reply; INVALID_ARGUMENT where it names none. */
    static Channel parse(String replyChannel) {
        int colon = replyChannel.lastIndexOf(':');
        try {
            return new Channel(
                    replyChannel.substring(0, colon),
                    replyChannel.startsWith(Channel.REPLIES) ? Channel.Kind.REPLIES : Channel.Kind.POINT_TO_POINT,
                    Integer.parseInt(replyChannel.substring(colon + 1)));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw QuintetException.invalid(
                            "header replychannel: \"" + replyChannel
                                    + "\" (expected: a channel's name, a colon, its shards)",
                            List.of())
                    .causedBy(e);
        }
    }
}
