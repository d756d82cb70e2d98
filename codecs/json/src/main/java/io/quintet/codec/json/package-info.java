/**
 * Records as JSON. Start at {@link io.quintet.codec.json.JsonCodec}; {@code Shape} is the one idea inside: an object per Java
 * type that writes and reads its values straight to and from the stream.
 */
@NullMarked
package io.quintet.codec.json;

import org.jspecify.annotations.NullMarked;
