/** The conformance kit over tcp and ipc. */
@NullMarked
package io.quintet.transport.zeromq.tck;

import org.jspecify.annotations.NullMarked;
