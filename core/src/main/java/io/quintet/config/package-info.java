/** Settings from {@code quintet.yaml}, the environment and code. Start at {@link io.quintet.config.Settings}. */
@NullMarked
package io.quintet.config;

import org.jspecify.annotations.NullMarked;
