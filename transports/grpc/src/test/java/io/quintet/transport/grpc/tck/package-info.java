/** The conformance kit, run on this transport. */
@NullMarked
package io.quintet.transport.grpc.tck;

import org.jspecify.annotations.NullMarked;
