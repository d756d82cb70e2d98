/** The command {@code quintet dlq}: what services have given up. Start at {@link io.quintet.cli.dlq.DlqCommand}. */
@NullMarked
package io.quintet.cli.dlq;

import org.jspecify.annotations.NullMarked;
