package io.quintet.net;

import io.vertx.core.internal.ContextInternal;
import java.util.function.LongPredicate;

/** Runs a sweep on an event loop every few milliseconds for as long as there is something to look after. */
final class Sweeper {
    private final ContextInternal loop;
    private final long millis;
    private final LongPredicate sweep;
    private boolean armed;

    /** With a sweep that is given the monotonic time and says whether anything remains to look after. */
    Sweeper(ContextInternal loop, long millis, LongPredicate sweep) {
        this.loop = loop;
        this.millis = millis;
        this.sweep = sweep;
    }

    /** Call it on the loop when there is something to look after. */
    void arm() {
        if (!armed) {
            armed = true;
            loop.setTimer(millis, id -> {
                armed = false;
                if (sweep.test(System.nanoTime())) {
                    arm();
                }
            });
        }
    }
}
