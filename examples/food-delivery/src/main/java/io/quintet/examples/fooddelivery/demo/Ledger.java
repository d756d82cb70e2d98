package io.quintet.examples.fooddelivery.demo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which orders were attempted and which of them were acknowledged: what the checker holds the services to. Safe for many threads. */
final class Ledger {
    private final Set<String> attempted = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    void attempt(String orderId) {
        attempted.add(orderId);
    }

    /** How many are acknowledged with this one. */
    synchronized int acknowledge(String orderId) {
        acknowledged.add(orderId);
        return acknowledged.size();
    }

    boolean wasAttempted(String orderId) {
        return attempted.contains(orderId);
    }

    boolean wasAcknowledged(String orderId) {
        return acknowledged.contains(orderId);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }
}
