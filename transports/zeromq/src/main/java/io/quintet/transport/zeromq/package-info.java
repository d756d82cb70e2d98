/**
 * Calls and messages from service to service over ZeroMQ, with no broker. Start at
 * {@link io.quintet.transport.zeromq.ZeroMqTransportProvider}; {@code Verb} is the table of what
 * travels, {@code Reactor} the thread that does it, and {@code Bundle} what makes many messages as cheap as one.
 */
@NullMarked
package io.quintet.transport.zeromq;

import org.jspecify.annotations.NullMarked;
