/** What transports, codecs, registries and service databases implement. Start at {@link io.quintet.spi.CallTransport} and {@link io.quintet.spi.MessageTransport}. */
@NullMarked
package io.quintet.spi;

import org.jspecify.annotations.NullMarked;
