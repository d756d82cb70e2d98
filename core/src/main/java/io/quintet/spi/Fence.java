package io.quintet.spi;

/**
 * Tells whether the shard that a delivery came from is still this instance's; an instance that was paused, or cut off, may have lost
 * it to another without knowing.
 */
public interface Fence {
    /** That of a transport on which no shard is ever taken away from an instance that lives. */
    Fence NONE = new Fence() {
        @Override
        public String shard() {
            return "";
        }

        @Override
        public long token() {
            return 0;
        }

        @Override
        public boolean holds() {
            return true;
        }
    };

    /** The shard, by a name that is its own among all channels; empty where shards are never taken away. */
    String shard();

    /** Rises with every change of the shard's owner. */
    long token();

    /** Whether the owner is still the same; asks the place where ownership is kept, and may block as long as that takes. */
    boolean holds();
}
