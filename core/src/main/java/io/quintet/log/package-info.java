/** For transports shaped like a log: in-order dispatch per key with a contiguous watermark. Start at {@link io.quintet.log.ShardDispatch}. */
@NullMarked
package io.quintet.log;

import org.jspecify.annotations.NullMarked;
