/**
 * {@code quintet verify}: workloads under faults, and what the checker says of them.
 *
 * <p>Start at {@link io.quintet.verify.VerifyCommand}.
 */
@NullMarked
package io.quintet.verify;

import org.jspecify.annotations.NullMarked;
