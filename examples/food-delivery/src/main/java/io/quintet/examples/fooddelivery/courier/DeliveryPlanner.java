package io.quintet.examples.fooddelivery.courier;

import io.quintet.Idempotent;
import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Couriers;
import io.quintet.examples.fooddelivery.contract.Couriers.CourierOffer;
import io.quintet.examples.fooddelivery.contract.Couriers.CourierWanted;
import io.quintet.examples.fooddelivery.contract.DeliveryEvents;
import io.quintet.examples.fooddelivery.contract.DeliveryEvents.DeliveryScheduled;
import io.quintet.examples.fooddelivery.contract.Notifications;
import io.quintet.examples.fooddelivery.contract.Notifications.About;
import io.quintet.examples.fooddelivery.contract.Notifications.SendSms;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderApproved;
import io.quintet.examples.fooddelivery.process.Sql;
import java.sql.SQLException;
import java.util.Comparator;

/** Finds a courier for each approved order. */
final class DeliveryPlanner {
    private static final int ENOUGH_OFFERS = 3;

    private final Quintet quintet;
    private final Couriers couriers;
    private final DeliveryEvents events;
    private final Notifications notifications;

    DeliveryPlanner(Quintet quintet, Couriers couriers, DeliveryEvents events, Notifications notifications) {
        this.quintet = quintet;
        this.couriers = couriers;
        this.events = events;
        this.notifications = notifications;
    }

    static int createTables() throws SQLException {
        Sql.update("create table if not exists deliveries"
                + " (order_id text not null, courier text not null, minutes int not null, address text not null)");
        return Sql.update("create index if not exists deliveries_by_order on deliveries (order_id)");
    }

    /** Outside of a transaction, for none may stay open while couriers think; {@link #schedule} makes sure of once. */
    @Idempotent
    public void orderApproved(OrderApproved order) throws Exception {
        CourierOffer best =
                couriers
                        .courierWanted(new CourierWanted(order.orderId(), order.restaurantId()))
                        .first(ENOUGH_OFFERS)
                        .stream()
                        .min(Comparator.comparingInt(CourierOffer::minutes))
                        .orElseThrow(() -> new NoCourierFree(order.orderId()));
        quintet.transact(() -> schedule(order, best));
    }

    private boolean schedule(OrderApproved order, CourierOffer offer) throws SQLException {
        int inserted = Sql.update(
                "insert into deliveries select ?, ?, ?, ? where not exists (select 1 from deliveries where order_id ="
                        + " ?)",
                order.orderId(),
                offer.courier(),
                offer.minutes(),
                order.deliveryAddress(),
                order.orderId());
        if (inserted == 0) {
            return false;
        }
        events.deliveryScheduled(new DeliveryScheduled(order.orderId(), 1, offer.courier(), offer.minutes()));
        notifications.sendSms(new SendSms(
                order.orderId(),
                order.consumerId(),
                About.COURIER_COMING,
                offer.courier() + " picks it up in " + offer.minutes() + " min"));
        return true;
    }
}
