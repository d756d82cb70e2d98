package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import java.util.List;

/**
 * The one place that names channels: {@code orders} for what one receiver handles, {@code orders.events} for what every group gets, so
 * that operations of one contract with one key keep their order; {@code _replies.order-service} for durable replies, and
 * {@code _awaited.order-service.instance} for those somebody waits for; no contract can have a name with an underscore.
 *
 * @param shards how many shards the channels of contracts have
 */
record Channels(int shards) {
    private static final String AWAITED = "_awaited.";

    Channel of(OperationModel operation) {
        return operation.style().oneToMany()
                ? new Channel(operation.contract() + ".events", Channel.Kind.PUBLISH_SUBSCRIBE, shards)
                : new Channel(operation.contract(), Channel.Kind.POINT_TO_POINT, shards);
    }

    Channel durableReplies(String service) {
        return new Channel("_replies." + service, Channel.Kind.POINT_TO_POINT, shards);
    }

    static Channel awaitedReplies(String service, String instance) {
        return new Channel(AWAITED + service + "." + instance, Channel.Kind.POINT_TO_POINT, 1);
    }

    /** Whether the reply to a request is for an instance that waits for it, and for nobody after that. */
    static boolean awaited(Message request) {
        String replyChannel = request.header(HeaderNames.REPLY_CHANNEL);
        return replyChannel != null && replyChannel.startsWith(AWAITED);
    }

    /** How a request names the channel for its reply. */
    static String format(Channel replies) {
        return replies.name() + ":" + replies.shards();
    }

    /** The channel that a request names for its reply; INVALID_ARGUMENT where it names none. */
    static Channel parse(String replyChannel) {
        int colon = replyChannel.lastIndexOf(':');
        try {
            return new Channel(
                    replyChannel.substring(0, colon),
                    Channel.Kind.POINT_TO_POINT,
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
