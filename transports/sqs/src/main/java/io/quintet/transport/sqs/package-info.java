/** Channels as FIFO queues of Amazon SQS. Start at {@link io.quintet.transport.sqs.SqsTransportProvider}. */
@NullMarked
package io.quintet.transport.sqs;

import org.jspecify.annotations.NullMarked;
