package io.quintet.simulation;

import static io.quintet.simulation.Moments.millis;
import static io.quintet.simulation.Moments.minutes;
import static io.quintet.simulation.Moments.seconds;

import java.util.List;
import java.util.function.Consumer;

/** What can go wrong. */
final class Scenarios {
    private static final long FROM = minutes(5);
    private static final long TO = minutes(10);
    private static final long SHORT = minutes(6);

    static final List<Scenario> ALL = List.of(
            new Scenario("calm", "Nothing goes wrong; the service is half busy.", FROM, TO, world -> {}),
            ofAll(
                    "slow-service",
                    "All take ten times as long for a call.",
                    node -> node.slowness(10),
                    node -> node.slowness(1)),
            ofOne(
                    "slow-node",
                    "One of five takes twenty times as long for a call.",
                    node -> node.slowness(20),
                    node -> node.slowness(1)),
            ofOne(
                    "failing-node",
                    "One of five fails each call at once, and so seems to be the least busy.",
                    node -> node.broken(1),
                    node -> node.broken(0)),
            ofOne(
                    "lying-node",
                    "One of five gives responses that break the contract.",
                    node -> node.wrong(1),
                    node -> node.wrong(0)),
            ofOne(
                    "frozen-node",
                    "One of five stands still, and still accepts calls.",
                    node -> node.freeze(TO - FROM),
                    node -> {}),
            new Scenario(
                    "flapping-node",
                    "One of five is gone for 5 s and there for 5 s, again and again.",
                    FROM,
                    TO,
                    Scenarios::flap),
            ofAll(
                    "brown-out",
                    "All take twice as long for a call, so that they are busy all the time, and fail one call in ten.",
                    node -> {
                        node.slowness(2);
                        node.broken(0.1);
                    },
                    node -> {
                        node.slowness(1);
                        node.broken(0);
                    }),
            ofAll("outage", "All are gone.", Node::crash, Node::start),
            ofAll("black-hole", "All accept calls and answer none.", node -> node.lost(1), node -> node.lost(0)),
            new Scenario(
                    "retry-storm",
                    "For a minute all take ten times as long; what retries make of that remains.",
                    FROM,
                    SHORT,
                    world -> {
                        world.at(FROM, () -> world.nodes().forEach(node -> node.slowness(10)));
                        world.at(SHORT, () -> world.nodes().forEach(node -> node.slowness(1)));
                    }),
            new Scenario(
                    "thundering-herd",
                    "All are gone, and come back cold: for half a minute they take three times as long, and twice as"
                            + " many calls come as before.",
                    FROM,
                    TO,
                    Scenarios::herd),
            new Scenario(
                    "rush",
                    "Three times as many calls come, half as many again as can be answered.",
                    FROM,
                    TO,
                    world -> {
                        world.at(FROM, () -> world.load(3));
                        world.at(TO, () -> world.load(1));
                    }),
            ofAll("lossy-network", "Two calls in a hundred are lost.", node -> node.lost(0.02), node -> node.lost(0)),
            new Scenario("pauses", "Each stands still for 1.5 s about twice a minute.", FROM, TO, Scenarios::pause),
            new Scenario(
                    "registry-outage",
                    "The registry is away; meanwhile two of five are gone, too, for two minutes.",
                    FROM,
                    TO,
                    Scenarios::loseRegistry),
            new Scenario(
                    "rolling-restart",
                    "One after the other leaves the registry and ends 5 s later, while another takes its place.",
                    FROM,
                    TO,
                    Scenarios::replaceAll),
            new Scenario(
                    "clock-set-back",
                    "While one of five stands still, the machines' clock is set back by an hour.",
                    FROM,
                    TO,
                    world -> {
                        world.at(FROM, () -> world.node(0).freeze(TO - FROM));
                        world.at(FROM + millis(500), () -> world.setClock(-minutes(60)));
                        world.at(TO, () -> world.setClock(minutes(60)));
                    }));

    private Scenarios() {}

    private static Scenario ofAll(String name, String description, Consumer<Node> fault, Consumer<Node> mend) {
        return new Scenario(name, description, FROM, TO, world -> {
            world.at(FROM, () -> world.nodes().forEach(fault));
            world.at(TO, () -> world.nodes().forEach(mend));
        });
    }

    private static Scenario ofOne(String name, String description, Consumer<Node> fault, Consumer<Node> mend) {
        return new Scenario(name, description, FROM, TO, world -> {
            world.at(FROM, () -> fault.accept(world.node(0)));
            world.at(TO, () -> mend.accept(world.node(0)));
        });
    }

    private static void flap(World world) {
        for (long at = FROM; at < TO; at += seconds(10)) {
            world.at(at, world.node(0)::crash);
            world.at(at + seconds(5), world.node(0)::start);
        }
    }

    private static void herd(World world) {
        world.at(FROM, () -> world.nodes().forEach(Node::crash));
        world.at(TO, () -> {
            world.load(2);
            world.nodes().forEach(Node::start);
            world.nodes().forEach(node -> node.slowness(3));
        });
        world.at(TO + seconds(30), () -> {
            world.load(1);
            world.nodes().forEach(node -> node.slowness(1));
        });
    }

    private static void pause(World world) {
        for (Node node : world.nodes()) {
            long at = FROM + Moments.random(world.random(), seconds(10));
            while (at < TO) {
                world.at(at, () -> node.freeze(millis(1500)));
                at += seconds(20) + Moments.random(world.random(), seconds(10));
            }
        }
    }

    private static void loseRegistry(World world) {
        List<Node> gone = world.nodes().subList(0, 2);
        world.at(FROM, () -> world.registry(false));
        world.at(FROM + minutes(1), () -> gone.forEach(Node::crash));
        world.at(FROM + minutes(3), () -> gone.forEach(Node::start));
        world.at(TO, () -> world.registry(true));
    }

    private static void replaceAll(World world) {
        for (int i = 0; i < World.NODES; i++) {
            Node old = world.node(i);
            world.at(FROM + minutes(i), () -> {
                world.register(world.started());
                world.deregister(old);
            });
            world.at(FROM + minutes(i) + seconds(5), old::crash);
        }
    }
}
