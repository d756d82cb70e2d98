/** Signatures of what services send each other, so that tampering shows. Start at {@link io.quintet.signing.Keyring}. */
@NullMarked
package io.quintet.signing;

import org.jspecify.annotations.NullMarked;
