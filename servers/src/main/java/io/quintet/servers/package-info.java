/**
 * Real servers that carry messages, as child processes with ports and directories of their own, for tests, measurements and the demo.
 * Start at {@link io.quintet.servers.ServerProcess}.
 */
@NullMarked
package io.quintet.servers;

import org.jspecify.annotations.NullMarked;
