package io.quintet.examples.fooddelivery.contract;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.Notification;

/** Short messages to consumers. */
@Contract("notifications")
public interface Notifications {
    /** Sends a short message; nobody waits for it. */
    @Notification
    void sendSms(SendSms command);

    /** Sends a short message. */
    record SendSms(@Key String orderId, String consumerId, About about, String text) {}

    /** What it is about. */
    enum About {
        /** The order was approved. */
        ORDER_APPROVED,
        /** The order was rejected. */
        ORDER_REJECTED,
        /** A courier brings it. */
        COURIER_COMING
    }
}
