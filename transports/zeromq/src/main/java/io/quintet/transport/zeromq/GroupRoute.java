package io.quintet.transport.zeromq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a channel's messages to one group: each goes to one member, those of a key to the same one as long as any of them is under
 * way there; else the key and the members' names decide, so that all senders choose alike. For the reactor's thread.
 */
final class GroupRoute {
    private final String channel;
    private final String name;
    private final boolean confirmsHandled;
    private final Map<String, Outlet> outlets = new LinkedHashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Copy> keyless = new ArrayDeque<>();
    /** Lanes that wait for a member. */
    private final Set<Lane> stranded = new LinkedHashSet<>();

    GroupRoute(String channel, String name, boolean confirmsHandled) {
        this.channel = channel;
        this.name = name;
        this.confirmsHandled = confirmsHandled;
    }

    String channel() {
        return channel;
    }

    String name() {
        return name;
    }

    boolean confirmsHandled() {
        return confirmsHandled;
    }

    Map<String, Outlet> outlets() {
        return outlets;
    }

    /** Takes out all that waits; what is under way is still its members' to settle. */
    List<Copy> takeAll() {
        List<Copy> waiting = new ArrayList<>(keyless);
        keyless.clear();
        lanes.values().removeIf(lane -> {
            waiting.addAll(lane.unsent());
            lane.unsent().clear();
            return lane.underWay() == 0;
        });
        stranded.clear();
        return waiting;
    }

    /** What keeps its messages from being sent, for people. */
    String why() {
        if (outlets.isEmpty()) {
            return "nobody of group " + name + " is there";
        }
        for (Outlet outlet : outlets.values()) {
            if (outlet.takes()) {
                return "group " + name + " does not keep up";
            }
        }
        return "nobody of group " + name + " can be reached: "
                + outlets.values().iterator().next().why();
    }

    // Sending.

    void route(Copy copy) {
        String key = copy.sent().key();
        if (key == null) {
            keyless.add(copy);
            pumpKeyless();
        } else {
            Lane lane = lanes.computeIfAbsent(key, Lane::new);
            copy.waitsIn(lane);
            lane.unsent().add(copy);
            pump(lane);
        }
    }

    private void pump(Lane lane) {
        while (!lane.unsent().isEmpty()) {
            if (lane.underWay() == 0) {
                lane.goesTo(chosen(lane.key()));
            }
            Outlet to = lane.at();
            if (to == null) {
                stranded.add(lane);
                return;
            }
            Copy copy = lane.unsent().getFirst();
            if (!to.takes()) {
                return; // it leaves, and settles what is under way first
            }
            if (!to.hasRoomFor(copy)) {
                to.blocked().add(lane);
                return;
            }
            lane.unsent().removeFirst();
            lane.went();
            to.send(copy);
        }
        if (lane.underWay() == 0) {
            lanes.remove(lane.key(), lane);
        }
    }

    private void pumpAll(Collection<Lane> some) {
        List<Lane> all = List.copyOf(some);
        some.clear();
        all.forEach(this::pump);
    }

    private void pumpKeyless() {
        while (!keyless.isEmpty()) {
            Outlet best = null;
            for (Outlet outlet : outlets.values()) {
                if (outlet.takes()
                        && outlet.hasRoomFor(keyless.getFirst())
                        && (best == null || outlet.room() > best.room())) {
                    best = outlet;
                }
            }
            if (best == null) {
                return;
            }
            best.send(keyless.removeFirst());
        }
    }

    /** The member with the highest number for the key: when one comes or goes, just its own keys move. */
    private @Nullable Outlet chosen(String key) {
        Outlet best = null;
        long highest = 0;
        for (Outlet outlet : outlets.values()) {
            if (outlet.takes()) {
                long number = mixed(outlet.id().hashCode() * 0x9e3779b97f4a7c15L + key.hashCode());
                if (best == null || number > highest) {
                    best = outlet;
                    highest = number;
                }
            }
        }
        return best;
    }

    private static long mixed(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    // What members do.

    void opened(Outlet outlet) {
        pumpAll(stranded);
        pumpKeyless();
    }

    void settled(Outlet outlet, Copy copy) {
        Lane lane = copy.lane();
        if (lane != null) {
            lane.settled();
            pump(lane);
        }
    }

    void roomAt(Outlet outlet) {
        if (!outlet.blocked().isEmpty()) {
            pumpAll(outlet.blocked());
        }
        pumpKeyless();
    }

    /** Nothing more goes there. */
    void left(Outlet outlet) {
        pumpAll(outlet.blocked());
    }

    /** What was under way there goes out again, before what came later. */
    void back(Outlet outlet, List<Copy> copies) {
        Set<Lane> touched = new LinkedHashSet<>(outlet.blocked());
        outlet.blocked().clear();
        for (ListIterator<Copy> from = copies.listIterator(copies.size()); from.hasPrevious(); ) {
            Copy copy = from.previous();
            boolean wanted = !copy.sent().failed(); // else its sender knows, and sends it again if it likes
            Lane lane = copy.lane();
            if (lane != null) {
                lane.settled();
                touched.add(lane);
                if (wanted) {
                    lane.unsent().addFirst(copy);
                }
            } else if (wanted) {
                keyless.addFirst(copy);
            }
        }
        touched.forEach(this::pump);
        pumpKeyless();
    }

    /** Takes out what was not sent, and with it what follows it: in order or not at all. */
    List<Copy> abandon(Copy copy) {
        Lane lane = copy.lane();
        if (lane == null) {
            return keyless.remove(copy) ? List.of(copy) : List.of();
        }
        if (!lane.unsent().contains(copy)) {
            return List.of();
        }
        List<Copy> gone = new ArrayList<>();
        while (lane.unsent().getLast() != copy) {
            gone.add(lane.unsent().removeLast());
        }
        gone.add(lane.unsent().removeLast());
        if (lane.unsent().isEmpty() && lane.underWay() == 0) {
            lanes.remove(lane.key(), lane);
            stranded.remove(lane);
        }
        return gone;
    }
}
