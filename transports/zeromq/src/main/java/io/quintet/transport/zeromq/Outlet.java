package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The way to one member of a group: what is under way to it, and how much more may be. What is to be sent goes out when all that is at hand
 * has been taken, in one {@link Bundle}. For the reactor's thread.
 */
final class Outlet {
    private static final long AGAIN_NANOS = 250_000_000;

    private final Reactor reactor;
    private final GroupRoute group;
    private final String id;
    private final long number;
    private final Link link;
    private final UnderWay underWay = new UnderWay();
    /** The last of those under way, which the link has not got yet. */
    private final List<Copy> unwritten = new ArrayList<>();

    private final Set<Lane> blocked = new LinkedHashSet<>();
    private State state = State.AWAY;
    private boolean listed = true;
    private String why = "not connected yet";
    private long room;
    private long received;
    private long refusedAt;

    private enum State {
        AWAY,
        OPEN,
        LEAVING
    }

    Outlet(Reactor reactor, GroupRoute group, String id, long number, Link link) {
        this.reactor = reactor;
        this.group = group;
        this.id = id;
        this.number = number;
        this.link = link;
    }

    String id() {
        return id;
    }

    long number() {
        return number;
    }

    /** Whether the registry still tells of it. */
    boolean listed() {
        return listed;
    }

    void listed(boolean now) {
        listed = now;
    }

    boolean away() {
        return state == State.AWAY;
    }

    /** Why nothing can be sent to it. */
    String why() {
        return why;
    }

    /** Whether new messages go there. */
    boolean takes() {
        return state == State.OPEN;
    }

    /** Whether one more may be under way; one alone always may, however large. */
    boolean hasRoomFor(Copy copy) {
        return underWay.count() == 0 || room >= copy.sent().cost();
    }

    long room() {
        return room;
    }

    /** Lanes that wait for room. */
    Set<Lane> blocked() {
        return blocked;
    }

    void connect() {
        link.add(this);
    }

    void disconnect() {
        link.remove(this);
    }

    void connected() {
        link.send(
                Parcel.head(Verb.OPEN, number),
                group.channel().getBytes(UTF_8),
                group.name().getBytes(UTF_8),
                id.getBytes(UTF_8));
    }

    /** Asks again who was refused, for an entry may come a moment too early, or an address be another's by now. */
    void tick(long now) {
        if (refusedAt != 0 && now - refusedAt > AGAIN_NANOS) {
            refusedAt = 0;
            link.remove(this);
            link.add(this);
        }
    }

    void send(Copy copy) {
        room -= copy.sent().cost();
        underWay.add(copy);
        copy.goes();
        if (unwritten.isEmpty()) {
            reactor.afterwards(this::write);
        }
        unwritten.add(copy);
    }

    private void write() {
        try {
            Bundle.write(number, written() + 1, unwritten, link::send);
        } finally {
            unwritten.clear(); // whoever misses one says so
        }
    }

    /** The sequence of the last that the member can know. */
    private long written() {
        return underWay.last() - unwritten.size();
    }

    void took(Parcel parcel) {
        switch (parcel.verb()) {
            case OPENED -> {
                if (state == State.AWAY) {
                    room = parcel.number();
                    received = 0;
                    state = State.OPEN;
                    group.opened(this);
                }
            }
            case REFUSED -> {
                lost(parcel.text(1));
                refusedAt = System.nanoTime();
            }
            case RECEIVED -> {
                if (state != State.AWAY) {
                    received(parcel.number());
                    settled(parcel);
                }
            }
            case LEAVING -> {
                state = State.LEAVING;
                why = id + " is leaving";
                group.left(this);
            }
            default -> {
                lost(id + " has left");
                listed = false;
            }
        }
    }

    private void received(long upTo) {
        if (upTo > written()) {
            throw new IllegalArgumentException("received: " + upTo + " (expected: at most " + written() + ")");
        }
        for (; received < upTo; received++) {
            Copy copy = underWay.get(received + 1);
            if (copy != null) {
                copy.arrive();
            }
        }
    }

    /** Each once: so what one parcel may ask for is bounded by what is under way. */
    private void settled(Parcel parcel) {
        while (parcel.hasNumber()) {
            long from = parcel.number();
            long to = parcel.number();
            if (from < 1 || to < from || to > written()) {
                throw new IllegalArgumentException(
                        "settled: " + from + " to " + to + " (expected: from 1 to " + written() + ")");
            }
            for (long each = from; each <= to; each++) {
                settled(each);
            }
        }
        group.roomAt(this);
    }

    private void settled(long sequence) {
        Copy copy = underWay.remove(sequence);
        if (copy == null) {
            throw new IllegalArgumentException("settled: " + sequence + " (expected: one that is under way)");
        }
        room += copy.sent().cost();
        copy.confirm();
        group.settled(this, copy);
    }

    /** Nothing can be sent there now; what is under way is another's, or this one's when it comes again. */
    void lost(String reason) {
        why = reason;
        state = State.AWAY;
        List<Copy> back = underWay.takeAll();
        unwritten.clear();
        back.forEach(Copy::comesBack);
        group.back(this, back);
    }
}
