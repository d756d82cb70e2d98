package io.quintet.log;

import io.quintet.spi.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The receipts of one call of {@code send}, complete when the last one is known. Safe for use by many threads. */
public final class Receipts {
    private final AtomicReferenceArray<Receipt> receipts;
    private final AtomicInteger missing;
    private final Executor completing;
    private final CompletableFuture<List<Receipt>> future = new CompletableFuture<>();

    /** Of so many messages; those who wait go on in the thread that sets the last one. */
    public Receipts(int count) {
        this(count, Runnable::run);
    }

    /**
     * Of so many messages.
     *
     * @param completing where those who wait go on, whatever they do then
     */
    public Receipts(int count, Executor completing) {
        receipts = new AtomicReferenceArray<>(count);
        missing = new AtomicInteger(count);
        this.completing = completing;
        if (count == 0) {
            future.complete(List.of());
        }
    }

    /** Completes when all are known. */
    public CompletableFuture<List<Receipt>> future() {
        return future;
    }

    /** What became of one; to be called once for each. */
    public void set(int place, Receipt receipt) {
        receipts.set(place, receipt);
        if (missing.decrementAndGet() == 0) {
            completing.execute(() -> future.complete(all()));
        }
    }

    private List<Receipt> all() {
        Receipt[] all = new Receipt[receipts.length()];
        for (int i = 0; i < all.length; i++) {
            all[i] = receipts.get(i);
        }
        return List.of(all);
    }
}
