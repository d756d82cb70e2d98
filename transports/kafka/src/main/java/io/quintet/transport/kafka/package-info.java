/** Channels as topics of Apache Kafka. Start at {@link io.quintet.transport.kafka.KafkaTransportProvider}. */
@NullMarked
package io.quintet.transport.kafka;

import org.jspecify.annotations.NullMarked;
