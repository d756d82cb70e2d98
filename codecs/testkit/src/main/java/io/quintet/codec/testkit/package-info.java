/**
 * What every codec must hold. Start at {@link io.quintet.codec.testkit.CodecProperties}, which a codec's test extends.
 *
 * <p>All that is random is so by seed, which messages name.
 */
@NullMarked
package io.quintet.codec.testkit;

import org.jspecify.annotations.NullMarked;
