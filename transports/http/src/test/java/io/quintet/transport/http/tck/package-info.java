/** The conformance kit, run on this transport. */
@NullMarked
package io.quintet.transport.http.tck;

import org.jspecify.annotations.NullMarked;
