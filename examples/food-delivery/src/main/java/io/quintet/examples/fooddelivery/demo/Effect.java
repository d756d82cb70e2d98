package io.quintet.examples.fooddelivery.demo;

/** What one order leaves behind, each exactly once. */
enum Effect {
    ORDER_STORED,
    ORDER_APPROVED,
    TICKET_CREATED,
    DELIVERY_SCHEDULED,
    SMS_ORDER_APPROVED,
    SMS_COURIER_COMING,
    HISTORY_ORDER_CREATED,
    HISTORY_ORDER_APPROVED,
    HISTORY_TICKET_ACCEPTED,
    HISTORY_DELIVERY_SCHEDULED;

    static final int COUNT = values().length;
}
