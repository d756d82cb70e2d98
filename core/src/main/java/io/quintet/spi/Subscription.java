package io.quintet.spi;

import java.time.Duration;

/** The receiving side of a channel for one group in this process. */
public interface Subscription extends AutoCloseable {
    /**
     * Takes nothing more, waits until what was taken is settled, at most {@code patience}, and hands over to the other members of the
     * group; what is not settled then, or waits for a retry, is theirs.
     */
    void drain(Duration patience);

    /** Ends at once; what is unsettled is delivered again, here or elsewhere. The second time does nothing. */
    @Override
    void close();
}
