package io.quintet.message;

import java.util.Objects;

/**
 * A named way that messages travel, split into shards by the messages' key.
 *
 * @param name letters, digits, dots and hyphens
 * @param kind who receives a message
 * @param shards how many shards, 1 to 1024; messages of one key are all in one shard
 */
public record Channel(String name, Kind kind, int shards) {
    /** Who receives a message. */
    public enum Kind {
        /** One consumer gets it. */
        POINT_TO_POINT,
        /** Every subscriber group gets it. */
        PUBLISH_SUBSCRIBE,
        /**
         * One consumer gets it, as {@link #POINT_TO_POINT}; whoever sends it waits for the reply, so that it need not outlive that wait, nor
         * a restart of what carries it. It has no key.
         */
        CALLS,
        /**
         * The one instance that subscribes gets it, and nobody after that one: what comes too late may be dropped, and whoever sends it is
         * told nothing of that.
         */
        REPLIES
    }

    /** What the name of a channel of {@link Kind#REPLIES} begins with, and no other's; no contract can have a name with an underscore. */
    public static final String REPLIES = "_awaited.";

    private static final int LONGEST = 200;

    /** With the address of an instance in it. */
    private static final int LONGEST_OF_REPLIES = 400;

    /** Fails with an {@link IllegalArgumentException} that shows the value when one is out of range. */
    public Channel {
        Objects.requireNonNull(kind);
        int longest = kind == Kind.REPLIES ? LONGEST_OF_REPLIES : LONGEST;
        if (name.isEmpty() || name.length() > longest || !name.chars().allMatch(Channel::allowed)) {
            throw new IllegalArgumentException("channel name: \"" + name + "\" (expected: 1 to " + longest
                    + " letters, digits, dots, hyphens or underscores)");
        }
        if (shards < 1 || shards > 1024) {
            throw new IllegalArgumentException("shards of " + name + ": " + shards + " (expected: 1 to 1024)");
        }
    }

    private static boolean allowed(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
    }

    /** The shard of a key: the same on every machine and in every version (FNV-1a over UTF-16 units, then a finaliser). */
    public int shardOf(String key) {
        if (shards == 1) {
            return 0;
        }
        int h = 0x811c9dc5;
        for (int i = 0; i < key.length(); i++) {
            h = (h ^ key.charAt(i)) * 0x01000193;
        }
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        return Math.floorMod(h, shards);
    }
}
