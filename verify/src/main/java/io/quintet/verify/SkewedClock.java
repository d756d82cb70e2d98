package io.quintet.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock, off by a time that can be changed: an instance that is ahead takes the leases of the others for expired. */
final class SkewedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void ahead(Duration time) {
        ahead = time;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public long millis() {
        return System.currentTimeMillis() + ahead.toMillis();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("zone: " + zone + " (expected: none, it is for instants)");
    }
}
