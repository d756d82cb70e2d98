/**
 * Google's well-known messages that are no Java type of their own, as records. Start at {@link
 * io.quintet.codec.protobuf.wellknown.Struct}; times, durations and wrappers are Instant, Duration and Optional.
 */
@NullMarked
package io.quintet.codec.protobuf.wellknown;

import org.jspecify.annotations.NullMarked;
