/** The goals {@code quintet:generate} and {@code quintet:check}. Start at {@link io.quintet.maven.GenerateMojo}. */
@NullMarked
package io.quintet.maven;

import org.jspecify.annotations.NullMarked;
