package io.quintet.runtime;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Unique message ids: 64 random bits drawn when the process starts, then a counter. */
final class MessageIds {
    private final String prefix = Long.toUnsignedString(new SecureRandom().nextLong(), 36) + "-";
    private final AtomicLong counter = new AtomicLong();

    String next() {
        return prefix + Long.toString(counter.incrementAndGet(), 36);
    }
}
