package io.quintet.transport.zeromq;

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
        Intake intake = peer.intakes().get(number);
        if (intake == null) {
            return; // it was given back while this was under way
        }
        List<Held> all = new ArrayList<>();
        for (Bundle bundle = Bundle.read(parcel.head()); bundle.next(); sequence++) {
            intake.received(sequence, bundle.cost()); // before anything is made of it
            Held held = new Held(intake, sequence, bundle.message(), bundle.attempt(), bundle.cost());
            String unused = held.message().id(); // must be there
            all.add(held);
        }
        intake.member().take(all);
    }
}
