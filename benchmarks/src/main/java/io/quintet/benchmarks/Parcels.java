package io.quintet.benchmarks;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.Notification;

/** The contract of the outbox measurement. */
@Contract("parcels")
public interface Parcels {
    /** Sends a parcel. */
    @Notification
    void send(Parcel parcel);

    /** About as many bytes of JSON as the payloads of the other measurements have. */
    record Parcel(@Key String key, long number, long sentNanos, String filler) {
        private static final String FILLER = "-".repeat(120);

        static Parcel of(String key, long number, long sentNanos) {
            return new Parcel(key, number, sentNanos, FILLER);
        }
    }
}
