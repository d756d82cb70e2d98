package io.quintet.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when it is told to. */
public final class ManualTicker implements Ticker {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000); // overflows soon, as the JVM's own may

    @Override
    public long nanos() {
        return now.get();
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
