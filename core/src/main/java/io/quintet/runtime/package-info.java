/** How the five styles run on the two transport interfaces; not for applications. Start at {@link io.quintet.runtime.Chains}. */
@NullMarked
package io.quintet.runtime;

import org.jspecify.annotations.NullMarked;
