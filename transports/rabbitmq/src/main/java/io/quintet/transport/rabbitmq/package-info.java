/** Channels as queues of RabbitMQ. Start at {@link io.quintet.transport.rabbitmq.RabbitTransportProvider}. */
@NullMarked
package io.quintet.transport.rabbitmq;

import org.jspecify.annotations.NullMarked;
