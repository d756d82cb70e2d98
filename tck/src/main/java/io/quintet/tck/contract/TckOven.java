package io.quintet.tck.contract;

import io.quintet.Contract;
import io.quintet.Notification;

/** The contract whose notifications are held back, and some of which are soon of no use. */
@Contract("tck-oven")
public interface TckOven {
    /** A notification. */
    @Notification
    void ready(Dish dish);

    /** A notification that is of use for a millisecond. */
    @Notification(expires = "1ms")
    void hot(Dish dish);

    /** What is in the oven. */
    record Dish(String name) {}
}
