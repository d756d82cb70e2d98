package io.quintet.faults;

import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceDatabase;
import java.util.List;

/** The deliveries whose transaction this thread is in, for handlers that write down what a handler does not get to see. */
public final class CurrentDeliveries {
    private static final ThreadLocal<List<Delivery>> CURRENT = ThreadLocal.withInitial(List::of);

    private CurrentDeliveries() {}

    /** Those of this thread; none outside of a handler's transaction. */
    public static List<Delivery> all() {
        return CURRENT.get();
    }

    /** Runs what handles deliveries, with them as the current ones. */
    public static void with(List<Delivery> deliveries, ServiceDatabase.Handling handling) throws Exception {
        CURRENT.set(deliveries);
        try {
            handling.run(deliveries);
        } finally {
            CURRENT.remove();
        }
    }
}
