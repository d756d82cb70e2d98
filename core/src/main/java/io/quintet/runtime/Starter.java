package io.quintet.runtime;

import io.quintet.spi.Call;
import java.util.concurrent.CompletableFuture;

/** One link of the client chain of requests whose requester goes on meanwhile; the last one sends. */
@FunctionalInterface
interface Starter {
    /** Throws nothing: the future is completed with the reply or with the failure itself. */
    CompletableFuture<Object> start(Call call);
}
