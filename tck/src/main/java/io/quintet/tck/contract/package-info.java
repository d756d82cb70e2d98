/** The contracts that the kit's scenarios speak; public because contracts must be, and of no use elsewhere. */
@NullMarked
package io.quintet.tck.contract;

import org.jspecify.annotations.NullMarked;
