/**
 * Real servers that carry messages, as child processes with ports and directories of their own, for tests, measurements and the demo.
 * Start at {@link io.quintet.transport.server.MessageServer}.
 */
@NullMarked
package io.quintet.transport.server;

import org.jspecify.annotations.NullMarked;
