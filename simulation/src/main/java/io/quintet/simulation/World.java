package io.quintet.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A service of five instances and four processes that call it, for twenty minutes. */
final class World {
    static final int NODES = 5;
    static final long END_NANOS = Moments.minutes(20);

    private static final int CALLERS = 4;
    private static final double CALLS_A_SECOND = 100;
    private static final long LOOK_NANOS = Moments.seconds(1);

    private final Timeline timeline = new Timeline();
    private final Random random; // of which the same numbers come on every Java
    private final Strategy strategy;
    private final Tally tally;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> registered = new ArrayList<>();
    private List<Node> known = List.of();
    private boolean registryUp = true;
    private double load = 1;
    private long wallOffset;

    World(Strategy strategy, Tally tally, long seed) {
        this.strategy = strategy;
        this.tally = tally;
        this.random = new Random(seed);
        for (int i = 0; i < NODES; i++) {
            registered.add(started());
        }
        look();
        for (int i = 0; i < CALLERS; i++) {
            Caller caller = new Caller(this, strategy, random);
            timeline.after(pause(), () -> goOn(caller));
        }
    }

    Timeline timeline() {
        return timeline;
    }

    Tally tally() {
        return tally;
    }

    /** The instances as callers know them. */
    List<Node> known() {
        return known;
    }

    /** Time by the machines' clock, which may be set. */
    long wallClock() {
        return timeline.nanos() + wallOffset;
    }

    void run() {
        timeline.runUntil(END_NANOS);
        tally.longestQueue(nodes.stream().mapToInt(Node::longestQueue).max().orElse(0));
    }

    private void goOn(Caller caller) {
        caller.call();
        timeline.after(pause(), () -> goOn(caller));
    }

    private long pause() {
        return Moments.random(random, (long) (Moments.seconds(1) * CALLERS / (CALLS_A_SECOND * load)));
    }

    private void look() {
        if (registryUp) {
            known = List.copyOf(registered);
        } else if (!strategy.deadline()) {
            known = List.of();
        }
        timeline.after(LOOK_NANOS, this::look);
    }

    // what scenarios are made of

    /** Lets something happen at a time. */
    void at(long nanos, Runnable what) {
        timeline.after(nanos - timeline.nanos(), what);
    }

    /** One of the instances that were there from the start, counted from 0. */
    Node node(int number) {
        return nodes.get(number);
    }

    /** Those that were there from the start. */
    List<Node> nodes() {
        return List.copyOf(nodes.subList(0, NODES));
    }

    /** A new instance, which nobody knows yet. */
    Node started() {
        Node node = new Node(timeline, random, strategy);
        nodes.add(node);
        return node;
    }

    void register(Node node) {
        registered.add(node);
    }

    void deregister(Node node) {
        registered.remove(node);
    }

    void registry(boolean up) {
        registryUp = up;
    }

    /** So many times as many calls from now on. */
    void load(double factor) {
        load = factor;
    }

    /** Sets the machines' clock. */
    void setClock(long byNanos) {
        wallOffset += byNanos;
    }

    Random random() {
        return random;
    }
}
