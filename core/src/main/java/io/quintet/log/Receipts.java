package io.quintet.log;

import io.quintet.spi.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The receipts of one call of {@code send}, complete when the last one is known. Safe for use by many threads. */
public final class Receipts {
    /** Null where there is but one to come, which most have. */
    private final @Nullable Several several;

    private final CompletableFuture<List<Receipt>> future = new CompletableFuture<>();

    /** Of so many messages; those who wait go on in the thread that sets the last one. */
    public Receipts(int count) {
        several = count == 1 ? null : new Several(count);
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
        List<Receipt> all = several == null ? List.of(receipt) : several.set(place, receipt);
        if (all != null) {
            future.complete(all);
        }
    }

    private static final class Several {
        private final AtomicReferenceArray<Receipt> receipts;
        private final AtomicInteger missing;

        Several(int count) {
            receipts = new AtomicReferenceArray<>(count);
            missing = new AtomicInteger(count);
        }

        /** All, where that was the last one. */
        @Nullable
        List<Receipt> set(int place, Receipt receipt) {
            receipts.set(place, receipt);
            if (missing.decrementAndGet() > 0) {
                return null;
            }
            Receipt[] all = new Receipt[receipts.length()];
            for (int i = 0; i < all.length; i++) {
                all[i] = receipts.get(i);
            }
            return List.of(all);
        }
    }
}
