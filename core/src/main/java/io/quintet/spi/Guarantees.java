package io.quintet.spi;

import java.util.EnumSet;
import java.util.Set;

/**
 * All that a transport promises.
 *
 * @param kept the promises
 * @param maxMessageBytes the largest payload it carries
 */
public record Guarantees(Set<Guarantee> kept, int maxMessageBytes) {
    /** Copies the set. */
    public Guarantees {
        kept = Set.copyOf(kept);
    }

    /** The promises as arguments. */
    public static Guarantees of(int maxMessageBytes, Guarantee first, Guarantee... rest) {
        return new Guarantees(EnumSet.of(first, rest), maxMessageBytes);
    }
}
