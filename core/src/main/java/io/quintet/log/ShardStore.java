package io.quintet.log;

import io.quintet.message.Message;

/** What {@link ShardDispatch} asks of the transport that owns the shard. Called from the threads that settle. */
public interface ShardStore {
    /** The subscriber group that reads the shard. */
    String group();

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

    /** A message will be delivered again: remember the attempts, the last of which failed just now, if they shall survive this process. */
    void retried(long sequence, Attempts failed);

    /** A message was given up: keep it among the dead letters, before this returns. The cause is that of the last attempt. */
    void rejected(long sequence, Message message, Attempts failed, Throwable cause);

    /** This one is settled; for those that acknowledge one by one, and not up to the watermark. Must be cheap. */
    default void settled(long sequence) {}

    /** Something was settled: there may be room for more, and a watermark to record. Must be cheap. */
    void progressed();
}
