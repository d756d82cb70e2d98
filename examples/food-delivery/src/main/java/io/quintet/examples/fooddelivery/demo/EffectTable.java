package io.quintet.examples.fooddelivery.demo;

import java.util.List;

/**
 * A table of a service, as the checker reads it.
 *
 * @param database the service whose database it is in
 * @param name its name
 * @param effect SQL for the name of the {@link Effect} that a row is
 * @param channel SQL for the channel that the row was heard of by; empty where order says nothing
 * @param version SQL for the version of the event
 */
record EffectTable(String database, String name, String effect, String channel, String version) {
    static final List<EffectTable> ALL = List.of(
            of("order", "orders", "'ORDER_STORED'"),
            of("order", "decisions", "'ORDER_' || state"),
            of("kitchen", "tickets", "'TICKET_CREATED'"),
            of("courier", "deliveries", "'DELIVERY_SCHEDULED'"),
            of("notification", "sms", "'SMS_' || about"),
            new EffectTable("api", "history", "'HISTORY_' || event", "channel", "version"));

    private static EffectTable of(String database, String name, String effect) {
        return new EffectTable(database, name, effect, "''", "0");
    }

    /** The rows after a row id, oldest first, some thousands at a time. */
    String query() {
        return "select rowid, order_id, " + effect + ", " + channel + ", " + version + " from " + name
                + " where rowid > ? order by rowid limit 5000";
    }
}
