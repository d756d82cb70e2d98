package io.quintet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a message is to be delivered: after a time, or at a moment. */
public sealed interface Due {
    /** So long after it is sent; at once where that is zero or less. */
    static Due in(Duration delay) {
        return new After(delay);
    }

    /** Not before a moment; at once where that has passed. */
    static Due at(Instant moment) {
        return new At(moment);
    }

    /** The moment, for a message that is sent now. */
    Instant from(Clock clock);

    /** See {@link #in}. */
    record After(Duration delay) implements Due {
        @Override
        public Instant from(Clock clock) {
            return clock.instant().plus(delay);
        }
    }

    /** See {@link #at}. */
    record At(Instant moment) implements Due {
        @Override
        public Instant from(Clock clock) {
            return moment;
        }
    }
}
