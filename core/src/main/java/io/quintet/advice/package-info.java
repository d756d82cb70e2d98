/**
 * Which transports keep what an operation asks for, why others do not, and what is to be known before one is taken; from what transports
 * declare, without any I/O. Start at {@link io.quintet.advice.Advisor}.
 */
@NullMarked
package io.quintet.advice;

import org.jspecify.annotations.NullMarked;
