package io.quintet.spi;

import java.time.Duration;

/** The receiving side of a channel for one group in this process. */
public interface Subscription extends AutoCloseable {
    /** Stops new deliveries, waits for those under way to be settled, at most {@code patience}, and records what was settled. */
    void drain(Duration patience);

    /** Ends at once; what is unsettled is delivered again, here or elsewhere. The second time does nothing. */
    @Override
    void close();
}
