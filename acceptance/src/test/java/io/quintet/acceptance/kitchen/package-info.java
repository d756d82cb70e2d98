/** A contract with all styles, for the tests. */
@NullMarked
package io.quintet.acceptance.kitchen;

import org.jspecify.annotations.NullMarked;
