package io.quintet.examples.fooddelivery.order;

import io.quintet.Reply;
import io.quintet.ReplyHandler;
import io.quintet.examples.fooddelivery.contract.Kitchen.TicketCreated;
import io.quintet.examples.fooddelivery.contract.Notifications;
import io.quintet.examples.fooddelivery.contract.Notifications.About;
import io.quintet.examples.fooddelivery.contract.Notifications.SendSms;
import io.quintet.examples.fooddelivery.contract.OrderEvents;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderApproved;
import io.quintet.examples.fooddelivery.contract.OrderEvents.OrderRejected;
import io.quintet.examples.fooddelivery.contract.OrderStatus.State;
import java.sql.SQLException;

/** Decides about an order when the kitchen has answered, which may be after a restart; runs in a transaction. */
final class TicketReplies implements ReplyHandler<TicketCreated> {
    private final OrderEvents events;
    private final Notifications notifications;

    TicketReplies(OrderEvents events, Notifications notifications) {
        this.events = events;
        this.notifications = notifications;
    }

    /** The correlation is the order's id, given with the request. */
    @Override
    public void handle(Reply<TicketCreated> reply) throws SQLException {
        switch (reply) {
            case Reply.Success<TicketCreated> success -> approve(success.correlation());
            case Reply.Failure<TicketCreated> failure ->
                reject(failure.correlation(), String.valueOf(failure.error().getMessage()));
        }
    }

    private void approve(String orderId) throws SQLException {
        OrderTable.Stored order = OrderTable.decide(orderId, State.APPROVED);
        events.orderApproved(
                new OrderApproved(orderId, 2, order.consumerId(), order.restaurantId(), order.deliveryAddress()));
        notifications.sendSms(
                new SendSms(orderId, order.consumerId(), About.ORDER_APPROVED, "Your order is being cooked"));
    }

    private void reject(String orderId, String reason) throws SQLException {
        OrderTable.Stored order = OrderTable.decide(orderId, State.REJECTED);
        events.orderRejected(new OrderRejected(orderId, 2, order.consumerId(), reason));
        notifications.sendSms(new SendSms(orderId, order.consumerId(), About.ORDER_REJECTED, reason));
    }
}
