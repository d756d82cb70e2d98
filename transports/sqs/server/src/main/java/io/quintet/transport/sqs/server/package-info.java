/**
 * An ElasticMQ for tests, measurements and the demo, without an installation. Start at
 * {@link io.quintet.transport.sqs.server.SqsServer}.
 */
@NullMarked
package io.quintet.transport.sqs.server;

import org.jspecify.annotations.NullMarked;
