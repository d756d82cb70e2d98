package io.quintet.log;

import io.quintet.message.Message;
import java.time.Duration;

/** What {@link ShardDispatch} asks of the transport that owns the shard. Called from the threads that settle. */
public interface ShardStore {
    /** The shard's name, see {@link io.quintet.spi.Fence#shard()}. */
    default String shard() {
        return "";
    }

    /** Rises with every change of owner, see {@link io.quintet.spi.Fence#token()}. */
    default long token() {
        return 0;
    }

    /** Asks the place where ownership is kept whether it is still here, see {@link io.quintet.spi.Fence#holds()}. */
    default boolean owned() {
        return true;
    }

    /** A message will be delivered again after a delay: remember the attempt, if attempts shall survive this process. */
    void retried(long sequence, Message message, int attempt, Duration after, Throwable cause);

    /** A message was given up: keep it among the dead letters, before this returns. */
    void rejected(long sequence, Message message, int attempt, Throwable cause);

    /** Something was settled: there may be room for more, and a watermark to record. Must be cheap. */
    void progressed();
}
