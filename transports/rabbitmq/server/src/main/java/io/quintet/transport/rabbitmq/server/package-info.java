/** The installed RabbitMQ for tests, measurements and the demo. Start at {@link io.quintet.transport.rabbitmq.server.RabbitServer}. */
@NullMarked
package io.quintet.transport.rabbitmq.server;

import org.jspecify.annotations.NullMarked;
