package io.quintet.examples.fooddelivery.notification;

import io.quintet.examples.fooddelivery.contract.Notifications.SendSms;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;

/** Pretends to send short messages: it writes them down. */
final class NotificationService {
    static int createTables() throws SQLException {
        return Sql.update("create table if not exists sms"
                + " (order_id text not null, consumer_id text not null, about text not null, text text not null)");
    }

    public void sendSms(SendSms sms) throws SQLException {
        Sql.update(
                "insert into sms values (?, ?, ?, ?)",
                sms.orderId(),
                sms.consumerId(),
                sms.about().name(),
                sms.text());
    }
}
