/** The promises of the whole, checked on real transports. */
@NullMarked
package io.quintet.acceptance;

import org.jspecify.annotations.NullMarked;
