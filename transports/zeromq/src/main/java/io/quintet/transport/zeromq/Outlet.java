package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way to one member of a group: what is under way to it, and how much more may be. For the reactor's thread. */
final class Outlet {
    private static final long AGAIN_NANOS = 250_000_000;

    private final GroupRoute group;
    private final String id;
    private final long number;
    private final Link link;
    private final Map<Long, Copy> underWay = new LinkedHashMap<>();
    private final Set<Lane> blocked = new LinkedHashSet<>();
    private State state = State.AWAY;
    private boolean listed = true;
    private String why = "not connected yet";
    private long room;
    private long sequence;
    private long received;
    private long refusedAt;

    private enum State {
        AWAY,
        OPEN,
        LEAVING
    }

    Outlet(GroupRoute group, String id, long number, Link link) {
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
        return underWay.isEmpty() || room >= copy.sent().cost();
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
        sequence++;
        room -= copy.sent().cost();
        underWay.put(sequence, copy);
        copy.goes();
        link.send(
                Parcel.head(Verb.SEND, number, sequence, copy.attempt()),
                copy.sent().headers(),
                copy.sent().payload());
    }

    void took(Parcel parcel) {
        switch (parcel.verb()) {
            case OPENED -> {
                if (state == State.AWAY) {
                    room = parcel.number();
                    sequence = 0;
                    received = 0;
                    state = State.OPEN;
                    group.opened(this);
                }
            }
            case REFUSED -> {
                lost(parcel.text(1));
                refusedAt = System.nanoTime();
            }
            case RECEIVED -> received(parcel.number());
            case SETTLED -> settled(ByteBuffer.wrap(parcel.frame(1)));
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
        for (long each = received + 1; each <= Math.min(upTo, sequence); each++) {
            Copy copy = underWay.get(each);
            if (copy != null) {
                copy.arrive();
            }
        }
        received = Math.max(received, upTo);
    }

    private void settled(ByteBuffer sequences) {
        while (sequences.remaining() >= Long.BYTES) {
            Copy copy = underWay.remove(sequences.getLong());
            if (copy != null) {
                room += copy.sent().cost();
                copy.confirm();
                group.settled(this, copy);
            }
        }
        group.roomAt(this);
    }

    /** Nothing can be sent there now; what is under way is another's, or this one's when it comes again. */
    void lost(String reason) {
        why = reason;
        state = State.AWAY;
        List<Copy> back = new ArrayList<>(underWay.values());
        underWay.clear();
        back.forEach(Copy::comesBack);
        group.back(this, back);
    }
}
