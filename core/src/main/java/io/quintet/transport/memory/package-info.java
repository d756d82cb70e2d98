/** The transport within one JVM. Start at {@link io.quintet.transport.memory.MemoryTransportProvider}. */
@NullMarked
package io.quintet.transport.memory;

import org.jspecify.annotations.NullMarked;
