/** {@code quintet channels}: the channels of a store, and how many shards they have. */
@NullMarked
package io.quintet.cli.channels;

import org.jspecify.annotations.NullMarked;
