/** The conformance kit. */
@NullMarked
package io.quintet.transport.sqs.tck;

import org.jspecify.annotations.NullMarked;
