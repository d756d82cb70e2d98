/** The conformance kit. */
@NullMarked
package io.quintet.transport.rabbitmq.tck;

import org.jspecify.annotations.NullMarked;
