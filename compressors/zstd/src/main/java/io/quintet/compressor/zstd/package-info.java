/** The compressor {@code zstd}. Start at {@link io.quintet.compressor.zstd.ZstdCompressor}. */
@NullMarked
package io.quintet.compressor.zstd;

import org.jspecify.annotations.NullMarked;
