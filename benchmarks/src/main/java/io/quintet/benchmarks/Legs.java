package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Leg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Legs that a pair of processes goes through one after the other: warm from the second on, and each with a fresh store. */
final class Legs {
    private final Children children;
    private final Broker broker;
    private final String name;
    private final List<Leg> legs = new ArrayList<>();
    private int next;

    Legs(Children children, Broker broker, String name) {
        this.children = children;
        this.broker = broker;
        this.name = name;
    }

    /** One more leg, whose producer may send so many messages by itself. */
    void add(String technology, int shards, int groups, long target) throws Exception {
        String channel = name + "-" + legs.size();
        Leg leg = new Leg(
                technology, broker.create(channel), channel, shards, groups, Measurement.sharedFile(children, channel));
        Course.prepare(leg, target);
        legs.add(leg);
    }

    Pair start() throws IOException {
        return Pair.start(children, name, legs);
    }

    /** The next leg; those before it must have ended, and their stores are removed. */
    Course next(Pair pair) throws Exception {
        if (next > 0) {
            broker.remove(legs.get(next - 1).channel());
        }
        return new Course(pair, legs.get(next++), broker);
    }

    /** Removes the stores that are left; both processes must have ended. */
    void remove() throws Exception {
        for (Leg leg : legs.subList(Math.max(0, next - 1), legs.size())) {
            broker.remove(leg.channel());
        }
    }
}
