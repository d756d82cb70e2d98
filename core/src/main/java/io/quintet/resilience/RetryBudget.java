package io.quintet.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets retries be a fraction of calls, so that a service that is down is not drowned by them. Safe for use by many threads. */
public final class RetryBudget {
    private static final int RETRY = 100;
    private static final int MOST = 100 * RETRY;

    private final int perCall;
    private final AtomicInteger left = new AtomicInteger(MOST);

    /** Of 100 retries at the start, and {@code share} more for 100 calls; what is saved is never more than 100. */
    public RetryBudget(int share) {
        this.perCall = share;
    }

    /** A call was made. */
    public void called() {
        for (int now = left.get(); now < MOST; now = left.get()) {
            if (left.compareAndSet(now, Math.min(MOST, now + perCall))) {
                return;
            }
        }
    }

    /** Takes one retry, if there is one. */
    public boolean withdraw() {
        for (int now = left.get(); now >= RETRY; now = left.get()) {
            if (left.compareAndSet(now, now - RETRY)) {
                return true;
            }
        }
        return false;
    }
}
