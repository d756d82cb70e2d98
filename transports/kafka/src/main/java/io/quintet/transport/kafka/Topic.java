package io.quintet.transport.kafka;

import org.apache.kafka.common.Uuid;

/**
 * A topic that is there.
 *
 * @param name its name
 * @param id another one when it was removed and created anew
 * @param partitions how many partitions it has
 * @param maxBytes the largest batch of messages that it takes
 */
record Topic(String name, Uuid id, int partitions, int maxBytes) {}
