/** The conformance kit, run on this transport. */
@NullMarked
package io.quintet.transport.sql.tck;

import org.jspecify.annotations.NullMarked;
