/** The conformance kit, run on this transport. */
@NullMarked
package io.quintet.transport.kafka.tck;

import org.jspecify.annotations.NullMarked;
