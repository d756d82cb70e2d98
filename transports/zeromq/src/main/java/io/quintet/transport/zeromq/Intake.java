package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What one sender sends to one member of a group. For the reactor's thread. */
final class Intake {
    /** More go in several parcels, each of which a sender takes whatever it can take. */
    private static final int MOST_BOUNDS = 16 * 1024;

    private final Reactor reactor;
    private final GroupMember member;
    private final ServedPeer peer;
    private final long number;
    private final int window;
    private long received;
    private boolean confirms;
    private final Runs settled = new Runs();
    private boolean flushing;
    private long underWay;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        /** Its sender is gone; what came is still handled. */
        ORPHANED,
        /** Its sender has given up what it had sent, or has it back. */
        REVOKED
    }

    Intake(Reactor reactor, GroupMember member, ServedPeer peer, long number, int window) {
        this.reactor = reactor;
        this.member = member;
        this.peer = peer;
        this.number = number;
        this.window = window;
        peer.send(Parcel.head(Verb.OPENED, number, window));
    }

    static void refuse(ServedPeer peer, long number, String why) {
        peer.send(Parcel.head(Verb.REFUSED, number), why.getBytes(UTF_8));
    }

    GroupMember member() {
        return member;
    }

    boolean revoked() {
        return state == State.REVOKED;
    }

    /** A message has come, and is kept here from now on. */
    void received(long sequence, int cost) {
        if (sequence != received + 1) {
            throw new IllegalArgumentException("sequence: " + sequence + " (expected: " + (received + 1) + ")");
        }
        if (underWay > 0 && underWay + cost > window) {
            throw new IllegalArgumentException(
                    "under way: " + (underWay + cost) + " bytes (expected: at most " + window + ")");
        }
        underWay += cost;
        received = sequence;
        confirms = true;
        flushLater();
    }

    void settled(long sequence, int cost) {
        underWay -= cost;
        settled.add(sequence);
        flushLater();
    }

    private void flushLater() {
        if (!flushing) {
            flushing = true;
            reactor.afterwards(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        if (state != State.OPEN) {
            return;
        }
        int from = 0;
        while (confirms || from < settled.size()) {
            confirms = false;
            int to = Math.min(settled.size(), from + MOST_BOUNDS);
            peer.send(Parcel.head(Verb.RECEIVED, settled.bounds(from, to, number, received)));
            from = to;
        }
        settled.clear();
    }

    void leaving() {
        if (state == State.OPEN) {
            peer.send(Parcel.head(Verb.LEAVING, number));
        }
    }

    /** What is not settled is the sender's again. */
    void giveBack() {
        flush();
        if (state == State.OPEN) {
            peer.send(Parcel.head(Verb.RETURNED, number));
        }
        state = State.REVOKED;
        peer.intakes().remove(number, this);
    }

    void revoke() {
        state = State.REVOKED;
        member.left(this);
    }

    void orphan() {
        if (state == State.OPEN) {
            state = State.ORPHANED;
        }
        member.left(this);
    }
}
