package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks what all members of one group get of messages that are numbered from 0 within their key: nothing lost, nothing twice without a
 * reason, per key in order and one at a time. Safe for use by many threads.
 */
final class History {
    private static final int MOST_COMPLAINTS = 10;

    private final Duration patience;
    private final boolean ordered;
    private final boolean strict;
    private final Map<String, Track> tracks = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private int handled;
    private int redelivered;

    /**
     * {@code ordered}: whether order per key was promised; {@code strict}: whether nothing settled may come again, as it may, marked as
     * a further attempt, where a member leaves while a message before it waits for its retry.
     */
    History(Duration patience, boolean ordered, boolean strict) {
        this.patience = patience;
        this.ordered = ordered;
        this.strict = strict;
    }

    private static final class Track {
        private int last = -1;
        private final Map<Integer, State> states = new HashMap<>();
        private final Set<Integer> done = new HashSet<>();
        private @Nullable Integer inHand;
    }

    private enum State {
        IN_HAND,
        TO_COME_AGAIN,
        DONE
    }

    static Message message(String key, int number) {
        return Texts.message(key + "/" + number, key);
    }

    private static int number(Message message) {
        String id = message.id();
        return Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
    }

    private static String track(Message message) {
        String id = message.id();
        return id.substring(0, id.lastIndexOf('/'));
    }

    /** A member got it. */
    synchronized void arrived(Delivery delivery) {
        Message message = delivery.message();
        int number = number(message);
        Track track = tracks.computeIfAbsent(track(message), unused -> new Track());
        State before = track.states.put(number, State.IN_HAND);
        if (before == State.DONE && strict) {
            complain(message.id() + " came again after it was settled");
        } else if (before == State.IN_HAND) {
            complain(message.id() + " is with two members");
        }
        if (before != null) {
            redelivered++;
            if (delivery.attempt() < 2) {
                complain(message.id() + " came again as attempt " + delivery.attempt() + " (expected: > 1)");
            }
        }
        if (ordered) {
            if (number > track.last + 1) {
                complain(message.id() + " came after number " + track.last + " (expected: " + (track.last + 1) + ")");
            }
            Integer inHand = track.inHand;
            if (inHand != null && inHand != number && !rewound(track, inHand, number)) {
                complain(message.id() + " came while number " + inHand + " of its key was not settled");
            }
            track.inHand = number;
        }
        track.last = Math.max(track.last, number);
    }

    /** Whether the group went back, as it may, before a message that waits for its retry. */
    private boolean rewound(Track track, int inHand, int number) {
        return !strict && number < inHand && track.states.get(inHand) == State.TO_COME_AGAIN;
    }

    /** Called just before a delivery is acknowledged. */
    void settling(Delivery delivery) {
        settling(delivery, State.DONE);
    }

    /** Called just before a delivery is asked for again. */
    void retrying(Delivery delivery) {
        settling(delivery, State.TO_COME_AGAIN);
    }

    private synchronized void settling(Delivery delivery, State state) {
        Track track = tracks.get(track(delivery.message()));
        if (track == null) {
            throw new IllegalStateException("settled before it arrived: " + delivery.message());
        }
        track.states.put(number(delivery.message()), state);
        if (state == State.DONE) {
            track.inHand = null;
            if (track.done.add(number(delivery.message()))) {
                handled++;
            }
            notifyAll();
        }
    }

    private void complain(String complaint) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(complaint);
        } else if (complaints.size() == MOST_COMPLAINTS) {
            complaints.add("…");
        }
        notifyAll();
    }

    synchronized int handled() {
        return handled;
    }

    synchronized int redelivered() {
        return redelivered;
    }

    /** Waits until so many were settled, or something is wrong. */
    synchronized void awaitHandled(int count) {
        await("settled " + count, () -> handled >= count);
    }

    private synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && complaints.isEmpty()) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (remaining <= 0) {
                throw new AssertionError("not within " + patience + ": " + what + "; settled " + handled);
            }
            try {
                wait(remaining);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    /** Fails unless all of these, and nothing else, were settled once and in order. */
    synchronized void check(Map<String, Integer> sentByTrack) {
        assertThat(complaints).as("what went wrong").isEmpty();
        Map<String, Integer> settled = new HashMap<>();
        tracks.forEach((key, track) -> settled.put(key, track.done.size()));
        assertThat(settled).as("messages settled by key").isEqualTo(sentByTrack);
    }
}
