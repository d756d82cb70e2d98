/** The claim store in a directory. Start at {@link io.quintet.claim.file.FileClaimStoreProvider}. */
@NullMarked
package io.quintet.claim.file;

import org.jspecify.annotations.NullMarked;
