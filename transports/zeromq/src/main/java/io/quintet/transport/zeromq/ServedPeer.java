package io.quintet.transport.zeromq;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who has connected here, from its {@link Verb#HELLO} on. For the reactor's thread. */
final class ServedPeer {
    private final Listener listener;
    private final byte[] route;
    private final String run;
    private final Map<Long, Intake> intakes = new HashMap<>();
    private final Set<ServedCall> calls = new HashSet<>();
    private long callsTaken;
    private long heard;

    ServedPeer(Listener listener, byte[] route, String run, long now) {
        this.listener = listener;
        this.route = route;
        this.run = run;
        this.heard = now;
    }

    byte[] route() {
        return route;
    }

    /** Which run of which instance it is. */
    String run() {
        return run;
    }

    long heard() {
        return heard;
    }

    void heard(long now) {
        heard = now;
    }

    /** The streams of messages that it has begun, by their numbers. */
    Map<Long, Intake> intakes() {
        return intakes;
    }

    /** How many calls it has sent that were taken, since it said hello. */
    long callsTaken() {
        return callsTaken;
    }

    void tookCall() {
        callsTaken++;
    }

    /** Its calls under way. */
    Set<ServedCall> calls() {
        return calls;
    }

    void send(byte[]... frames) {
        listener.send(this, frames);
    }
}
