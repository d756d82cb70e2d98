package io.quintet.benchmarks.messages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel that is measured, as all processes of a measurement know it.
 *
 * @param technology the name of a {@link Technology}
 * @param address where the technology finds it
 * @param channel its name, new for every leg
 * @param shards how many shards it has, where the technology has them
 * @param groups how many subscriber groups receive each message
 * @param shared the file of the {@link Shared} counters
 */
public record Leg(String technology, String address, String channel, int shards, int groups, Path shared) {
    private static final int FIELDS = 6;
    private static final int DEFAULT_SHARDS = 8; // that of messages.shards

    /** A leg with the default number of shards and one group. */
    public static Leg of(String technology, String address, String channel, Path shared) {
        return new Leg(technology, address, channel, DEFAULT_SHARDS, 1, shared);
    }

    /** For the command line of a process that goes through legs. */
    public static String[] arguments(List<Leg> legs) {
        List<String> arguments = new ArrayList<>();
        for (Leg leg : legs) {
            arguments.addAll(List.of(
                    leg.technology,
                    leg.address,
                    leg.channel,
                    Integer.toString(leg.shards),
                    Integer.toString(leg.groups),
                    leg.shared.toString()));
        }
        return arguments.toArray(String[]::new);
    }

    /** What {@link #arguments} made. */
    static List<Leg> of(String... arguments) {
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += FIELDS) {
            legs.add(new Leg(
                    arguments[i],
                    arguments[i + 1],
                    arguments[i + 2],
                    Integer.parseInt(arguments[i + 3]),
                    Integer.parseInt(arguments[i + 4]),
                    Path.of(arguments[i + 5])));
        }
        return legs;
    }
}
