/**
 * Policies against partial failure, without I/O or threads of their own: whoever drives them brings the time and the calls. Start at
 * {@link io.quintet.resilience.Circuit}.
 */
@NullMarked
package io.quintet.resilience;

import org.jspecify.annotations.NullMarked;
