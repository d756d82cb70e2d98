package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** One link of the client chain; the last one reaches the peer. */
@FunctionalInterface
interface Invoker {
    @Nullable
    Object invoke(Call call) throws DomainException;
}
