package io.quintet.spi;

import io.quintet.message.Message;
import java.time.Duration;

/** One message handed to a consumer, to be settled exactly once; settling it again, or after the shard was lost, does nothing. */
public interface Delivery {
    /** The message. */
    Message message();

    /** 1 for the first delivery; more when it may have been delivered before. */
    int attempt();

    /** Whether it is still this instance's to handle. */
    default Fence fence() {
        return Fence.NONE;
    }

    /** It is done: never deliver it to this group again. */
    void ack();

    /** Deliver it again after a delay; later messages of its key wait for it. */
    void retry(Duration after, Throwable cause);

    /** Give it up: keep it among the dead letters with the cause, and go on with the next message of its key. */
    void reject(Throwable cause);
}
