/** The rules of the architecture, checked on all modules. */
@NullMarked
package io.quintet.architecture;

import org.jspecify.annotations.NullMarked;
