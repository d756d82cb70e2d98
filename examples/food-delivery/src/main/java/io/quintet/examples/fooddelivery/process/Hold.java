package io.quintet.examples.fooddelivery.process;

import io.quintet.InteractionStyle;
import io.quintet.contract.OperationModel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps one delivery at the worst of moments, when its effect is committed and its acknowledgement is not, so that whoever wants to
 * kill this process then can. A kill that finds nothing under way proves nothing.
 */
public final class Hold {
    /** The line that says that a delivery is held. */
    public static final String HOLDING = "@holding";

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final AtomicBoolean requested = new AtomicBoolean();

    Hold() {}

    /** Asks to hold the delivery that is handled next. */
    void request() {
        requested.set(true);
    }

    void handled(OperationModel operation) {
        // Requests to many expire within their window: held ones would not be seen again.
        if (operation.style() != InteractionStyle.PUBLISH_ASYNC_RESPONSES && requested.compareAndSet(true, false)) {
            System.out.println(HOLDING);
            LockSupport.parkNanos(LONGEST.toNanos());
        }
    }
}
