package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;

/** That a member is there, as a consumer of a queue that never holds a message; RabbitMQ counts these for every member to see. */
final class Presence {
    private final Channel channel;
    private final String queue;
    private volatile boolean cancelled;

    /** Is there from now on, until it is closed or its channel is gone. */
    Presence(Link link, String queue) {
        this.channel = link.channel();
        this.queue = queue;
        try {
            channel.basicConsume(queue, true, new DefaultConsumer(channel) {
                @Override
                public void handleCancel(String tag) {
                    cancelled = true; // the queue is gone
                }
            });
        } catch (IOException | RuntimeException e) {
            Link.close(channel);
            throw RabbitErrors.of(e, "queue " + queue, true);
        }
    }

    boolean ended() {
        return cancelled || !channel.isOpen();
    }

    /** How many members there are. */
    int members() {
        try {
            return Math.max(1, channel.queueDeclarePassive(queue).getConsumerCount());
        } catch (IOException | RuntimeException e) {
            throw RabbitErrors.of(e, "queue " + queue, true);
        }
    }

    void close() {
        Link.close(channel);
    }
}
