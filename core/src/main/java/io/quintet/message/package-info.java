/** Messages, their headers and the channels they travel on. Start at {@link io.quintet.message.Message}. */
@NullMarked
package io.quintet.message;

import org.jspecify.annotations.NullMarked;
