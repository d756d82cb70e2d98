package io.quintet.runtime;

import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceDatabase;
import java.util.List;

/** Runs the handling of a delivery so that its effect is committed once per group, where the service has a database. */
@FunctionalInterface
interface Inbox {
    /** No database, or an idempotent handler: at least once. */
    Inbox AT_LEAST_ONCE = (deliveries, work) -> {
        work.run(deliveries);
        return deliveries.size();
    };

    /** Runs the work with those deliveries that were not handled before, if any; returns how many those were. */
    int once(List<Delivery> deliveries, ServiceDatabase.Handling work) throws Exception;

    /** As {@link #once(List, ServiceDatabase.Handling)} for one; whether it was handled now. */
    default boolean once(Delivery delivery, Work work) throws Exception {
        return once(List.of(delivery), fresh -> work.run()) == 1;
    }

    /** The inbox of a group in the service's database. */
    static Inbox of(ServiceDatabase database, String group) {
        return (deliveries, work) -> database.once(group, deliveries, work);
    }

    /** The handling of one delivery. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
