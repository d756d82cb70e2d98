/**
 * The one HTTP engine: listeners whose requests run on virtual threads, and blocking calls over pooled connections, with limits
 * and deadlines on both sides. Start at {@link io.quintet.net.HttpEngine}.
 */
@NullMarked
package io.quintet.net;

import org.jspecify.annotations.NullMarked;
