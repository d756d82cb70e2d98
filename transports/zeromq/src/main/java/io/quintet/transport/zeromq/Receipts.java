package io.quintet.transport.zeromq;

import io.quintet.spi.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** The receipts of one batch, each set once, from any thread. */
final class Receipts {
    private final AtomicReferenceArray<Receipt> receipts;
    private final AtomicInteger missing;
    private final CompletableFuture<List<Receipt>> all = new CompletableFuture<>();

    Receipts(int count) {
        receipts = new AtomicReferenceArray<>(count);
        missing = new AtomicInteger(count);
        if (count == 0) {
            all.complete(List.of());
        }
    }

    void set(int index, Receipt receipt) {
        receipts.set(index, receipt);
        if (missing.decrementAndGet() == 0) {
            List<Receipt> list = IntStream.range(0, receipts.length())
                    .mapToObj(receipts::get)
                    .toList();
            if (all.getNumberOfDependents() == 0) {
                all.complete(list);
            } else {
                // those who wait may do with it what they like, and the reactor must not wait for them
                Thread.ofVirtual().name("quintet-zeromq-receipts").start(() -> all.complete(list));
            }
        }
    }

    CompletableFuture<List<Receipt>> all() {
        return all;
    }
}
