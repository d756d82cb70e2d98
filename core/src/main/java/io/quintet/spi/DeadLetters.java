package io.quintet.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages that subscriber groups have given up. Safe for use by many threads.
 *
 * <p>To replay a dead letter is to send its message to its group again, and to no other: with the same id, headers and payload and the
 * header {@link io.quintet.message.HeaderNames#REPLAY_FOR}, as attempt 1, and without its expiry. It comes after what has been sent
 * since, so that later messages of its key may have been handled before it. The dead letter goes when the message has been accepted; a
 * crash in between leaves both, and the inbox of the group knows the message when it is replayed a second time. A replayed message that
 * fails again is a dead letter again, under another id.
 *
 * <p>Every method throws a {@link io.quintet.QuintetException} where the place they are kept cannot be reached.
 */
public interface DeadLetters {
    /** A part of them; empty where there are no more. May hold fewer than asked for where payloads are large. */
    List<DeadLetter> list(Filter filter, Page page);

    /** How many there are, by channel and group, in the order of their names. */
    List<Count> counts(Filter filter);

    /** The one of an id. */
    Optional<DeadLetter> find(String id);

    /**
     * Delivers the message to its group again.
     *
     * @return false where there is no dead letter of that id
     * @throws io.quintet.QuintetException FAILED_PRECONDITION where its channel was removed, or what its group had of it; the dead letter stays
     */
    default boolean replay(String id) {
        return !replay(List.of(id)).isEmpty();
    }

    /**
     * Delivers the messages of those of these ids again, as {@link #replay(String)}, all in one go where looking for one means to look at all.
     *
     * @return the ids of those that there were
     * @throws io.quintet.QuintetException where one was not accepted; it stays, and so do those after it
     */
    Set<String> replay(Collection<String> ids);

    /**
     * Delivers the messages of all that are there now again, oldest first; how many.
     *
     * @throws io.quintet.QuintetException where one was not accepted; it stays, and so do those after it
     */
    int replay(Filter filter);

    /** Removes one for good; false where there is none of that id. */
    default boolean drop(String id) {
        return !drop(List.of(id)).isEmpty();
    }

    /** Removes those of these ids for good, all in one go where looking for one means to look at all; the ids of those that there were. */
    Set<String> drop(Collection<String> ids);

    /** Removes all for good; how many. */
    int drop(Filter filter);

    /**
     * Which dead letters.
     *
     * @param channel those of this channel, or of all where it is null
     * @param group those of this group, or of all where it is null
     */
    record Filter(@Nullable String channel, @Nullable String group) {
        /** All of them. */
        public static final Filter ALL = new Filter(null, null);

        /** Whether it is one of those meant. */
        public boolean matches(String otherChannel, String otherGroup) {
            return (channel == null || channel.equals(otherChannel)) && (group == null || group.equals(otherGroup));
        }
    }

    /** Which come first. */
    enum Order {
        /** Those that were given up first. */
        OLDEST_FIRST,
        /** Those that were given up last. */
        NEWEST_FIRST
    }

    /**
     * Which part of a list.
     *
     * @param order which come first
     * @param after the id of the last one of the part before, or null for the first part
     * @param most 1 to 1000
     */
    record Page(Order order, @Nullable String after, int most) {
        private static final int MOST = 1000;

        /** Fails with an {@link IllegalArgumentException} that shows the value when it is out of range. */
        public Page {
            if (most < 1 || most > MOST) {
                throw new IllegalArgumentException("most: " + most + " (expected: 1 to " + MOST + ")");
            }
        }

        /** The first part. */
        public static Page first(Order order, int most) {
            return new Page(order, null, most);
        }

        /** The part that follows. */
        public Page after(DeadLetter last) {
            return new Page(order, last.id(), most);
        }
    }

    /**
     * How many dead letters a group has on a channel.
     *
     * @param channel the channel's name
     * @param group the group's name
     * @param count how many
     */
    record Count(String channel, String group, long count) {}
}
