/**
 * A real Kafka for tests, measurements and the demo, without an installation. Start at
 * {@link io.quintet.transport.kafka.server.KafkaServer}.
 */
@NullMarked
package io.quintet.transport.kafka.server;

import org.jspecify.annotations.NullMarked;
