package io.quintet.resilience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that never jumps: nanoseconds since some moment. */
@FunctionalInterface
public interface Ticker {
    /** The JVM's own. */
    Ticker SYSTEM = System::nanoTime;

    /** The time now; just differences mean something. */
    long nanos();

    /** The same as a clock that begins now, for libraries that ask for one; its date means nothing. */
    default Clock asClock() {
        long start = nanos();
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(nanos() - start);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
