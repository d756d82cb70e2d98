/**
 * Calls over HTTP: every operation is a REST resource that any HTTP client can use. Start at
 * {@link io.quintet.transport.http.HttpTransport}; {@code Problems} is the one table of errors, {@code WireHeaders} the one of
 * headers.
 */
@NullMarked
package io.quintet.transport.http;

import org.jspecify.annotations.NullMarked;
