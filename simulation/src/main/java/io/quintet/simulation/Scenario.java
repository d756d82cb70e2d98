package io.quintet.simulation;

import java.util.function.Consumer;

/**
 * Twenty minutes in which something goes wrong.
 *
 * @param name in the report and in its file names
 * @param description for people
 * @param from when it begins to go wrong, in nanoseconds
 * @param to when what caused it is over
 * @param script what happens
 */
record Scenario(String name, String description, long from, long to, Consumer<World> script) {
    private static final long SEED = 20_261_126;

    /** What comes of a strategy in it; always the same. */
    Outcome play(Strategy strategy) {
        Tally tally = new Tally(this);
        World world = new World(strategy, tally, SEED);
        script.accept(world);
        world.run();
        return tally.outcome();
    }
}
