package io.quintet.transport.zeromq;

import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.util.ArrayList;
import java.util.List;

/** The members of groups in this instance. For the reactor's thread. */
final class Members {
    private static final int MOST_STREAMS = 10_000;

    private final Reactor reactor;
    private final int window;
    private final List<GroupMember> members = new ArrayList<>();

    Members(Reactor reactor, int window) {
        this.reactor = reactor;
        this.window = window;
    }

    void add(GroupMember member) {
        members.add(member);
    }

    void remove(GroupMember member) {
        members.remove(member);
    }

    List<GroupMember> all() {
        return List.copyOf(members);
    }

    void opened(ServedPeer peer, Parcel parcel) {
        long number = parcel.number();
        String channel = parcel.text(1);
        String group = parcel.text(2);
        String id = parcel.frames().size() > 3 ? parcel.text(3) : "";
        if (peer.intakes().size() >= MOST_STREAMS || peer.intakes().containsKey(number)) {
            throw new IllegalArgumentException(
                    "stream " + number + " (expected: one more, at most " + MOST_STREAMS + ")");
        }
        for (GroupMember member : members) {
            if (member.is(channel, group, id) && member.open()) {
                Intake intake = new Intake(reactor, member, peer, number, window);
                peer.intakes().put(number, intake);
                member.joined(intake);
                return;
            }
        }
        Intake.refuse(peer, number, "channel " + channel + ", group " + group + ": no member " + id + " here");
    }

    void sent(ServedPeer peer, Parcel parcel) {
        long number = parcel.number();
        long sequence = parcel.number();
        int attempt = Math.clamp(parcel.number(), 1, Integer.MAX_VALUE);
        Intake intake = peer.intakes().get(number);
        if (intake == null) {
            return; // it was given back while this was under way
        }
        Message message = new Message(Headers.decode(parcel.frame(1)), parcel.frame(2));
        String unused = message.id(); // must be there
        int cost = Cost.of(parcel.frame(1), parcel.frame(2));
        intake.received(sequence, cost);
        intake.member().take(new Held(intake.member(), intake, sequence, message, attempt, cost));
    }
}
