/** Contracts whose payloads are as large as a test likes. */
@NullMarked
package io.quintet.acceptance.archive;

import org.jspecify.annotations.NullMarked;
