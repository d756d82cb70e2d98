package io.quintet.spi;

import java.time.Duration;

/** The receiving side of a channel for one group in this process. */
public interface Subscription extends AutoCloseable {
    /**
     * Takes nothing more, waits until what was taken is settled, at most {@code patience}, and hands over to the other members of the
     * group; what is not settled then, or waits for a retry, is theirs.
     */
    void drain(Duration patience);

    /**
     * Where to send what is for this subscriber, on a channel of kind {@link io.quintet.message.Channel.Kind#REPLIES}: what its name ends with
     * for those who send, after a dot. Empty where the name is enough. It may change when a connection was lost.
     *
     * @throws io.quintet.QuintetException with UNAVAILABLE where there is none to be had now
     */
    default String address() {
        return "";
    }

    /** Ends at once; what is unsettled is delivered again, here or elsewhere. The second time does nothing. */
    @Override
    void close();
}
