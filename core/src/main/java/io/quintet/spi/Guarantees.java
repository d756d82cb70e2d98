package io.quintet.spi;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a transport promises.
 *
 * @param kept the promises
 * @param maxMessageBytes the largest payload it carries
 * @param latency below which the median of one message, or of one call and its response, was in a benchmark on one machine; a size
 *     class to choose by and no promise; null where nothing was measured
 */
public record Guarantees(
        Set<Guarantee> kept, int maxMessageBytes, @Nullable Duration latency) {
    /** Copies the set; adds that a server which other processes reach is reached by other machines, too. */
    public Guarantees {
        EnumSet<Guarantee> all = EnumSet.noneOf(Guarantee.class);
        all.addAll(kept);
        if (all.contains(Guarantee.CROSS_PROCESS) && !all.contains(Guarantee.NO_SERVER)) {
            all.add(Guarantee.CROSS_MACHINE);
        }
        kept = Set.copyOf(all);
    }

    /** The promises of a transport that was not measured. */
    public Guarantees(Set<Guarantee> kept, int maxMessageBytes) {
        this(kept, maxMessageBytes, null);
    }

    /** The promises as arguments. */
    public static Guarantees of(int maxMessageBytes, Guarantee first, Guarantee... rest) {
        return new Guarantees(EnumSet.of(first, rest), maxMessageBytes);
    }

    /** The same, with the latency that a benchmark has shown. */
    public Guarantees below(Duration median) {
        return new Guarantees(kept, maxMessageBytes, median);
    }

    /** Whether it carries messages, and not just calls. */
    public boolean carriesMessages() {
        return kept.contains(Guarantee.COMPETING_CONSUMERS)
                || kept.contains(Guarantee.EVERY_GROUP)
                || kept.contains(Guarantee.REDELIVERY);
    }
}
