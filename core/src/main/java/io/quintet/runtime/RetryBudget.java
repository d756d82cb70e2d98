package io.quintet.runtime;

/** Lets retries be a fraction of calls, so that a service that is down is not drowned by them. Safe for use by many threads. */
final class RetryBudget {
    private static final double PER_CALL = 0.2;
    private static final double MOST = 100;

    private double tokens = MOST;

    synchronized void called() {
        tokens = Math.min(MOST, tokens + PER_CALL);
    }

    synchronized boolean withdraw() {
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
