package io.quintet.servers;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What must not be left half done when its thread is interrupted, as starting a server: nobody would end what is there then. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** What comes of it, on a thread of its own; waits for that however long it takes. A {@link CompletionException} has what it throws as its cause. */
    public static <T> T call(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(task.call());
            } catch (Throwable e) { // else who waits would wait for ever
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }
}
