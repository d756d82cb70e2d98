package io.quintet.spi;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Carries messages over channels. */
public interface MessageTransport extends Transport {
    /**
     * Sends messages over a channel, which comes into being when it is first used.
     *
     * <p>Returns at once unless the transport's bounded queue is full; then it blocks until there is room. Messages of one key keep
     * the order of calls. The future completes when the fate of every message is known, with one receipt a message, in order; what goes
     * on then may do so on a thread of the transport, and must not wait there.
     */
    CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch);

    /**
     * Starts to deliver a channel's messages to a group; the instances of the group compete for them.
     *
     * <p>A group that was never there before begins with the oldest message that is kept for it: the first group of a channel with the
     * oldest that was sent, a later one with that, too, where a channel is a log, and else with the next one that is sent.
     *
     * @param credit the most deliveries that may be unsettled at a time
     * @param consumer called on a thread of the transport; must return quickly and settle each delivery once, from any thread
     */
    Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer);

    /** What groups have given up, where the transport declares {@link Guarantee#DEAD_LETTERS}. */
    default Optional<DeadLetters> deadLetters() {
        return Optional.empty();
    }

    /** How long messages are kept whoever has handled them, where that is a time. */
    default Optional<Duration> retention() {
        return Optional.empty();
    }

    /** Removes a channel and what it holds; for reply channels of instances that end. An unknown channel is no error. */
    void remove(Channel channel);
}
