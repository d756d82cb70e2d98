/** Makes payloads small enough for messages, and whole again. Start at {@link io.quintet.payload.Payloads}. */
@NullMarked
package io.quintet.payload;

import org.jspecify.annotations.NullMarked;
