package io.quintet.benchmarks.peer.smallrye;

import io.quintet.benchmarks.messages.Technologies;
import io.quintet.benchmarks.messages.Technology;

/** SmallRye over each of its brokers, by the names of its connectors. */
public final class SmallRyeTechnologies implements Technologies {
    /** Made by {@link Technologies#of}. */
    public SmallRyeTechnologies() {}

    @Override
    public Technology named(String name) {
        return switch (name) {
            case SmallRyeKafka.CONNECTOR -> new SmallRyeKafka();
            case SmallRyeRabbit.CONNECTOR -> new SmallRyeRabbit();
            default -> throw new IllegalArgumentException("technology: " + name + " (expected: one of SmallRye's)");
        };
    }
}
