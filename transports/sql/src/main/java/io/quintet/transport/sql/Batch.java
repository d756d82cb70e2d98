package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What one call of {@code send} hands over: messages for one channel, written in one transaction. */
final class Batch {
    private final Channel channel;
    private final List<Outgoing> messages;
    private final int bytes;
    private final CompletableFuture<List<Receipt>> future = new CompletableFuture<>();

    /** By place in the call; null where the writer decides. */
    private final @Nullable Receipt[] receipts;

    Batch(Channel channel, List<Outgoing> messages, @Nullable Receipt[] receipts) {
        this.channel = channel;
        this.messages = messages;
        this.receipts = receipts;
        this.bytes = messages.stream().mapToInt(Outgoing::bytes).sum();
    }

    Channel channel() {
        return channel;
    }

    List<Outgoing> messages() {
        return messages;
    }

    int bytes() {
        return bytes;
    }

    CompletableFuture<List<Receipt>> future() {
        return future;
    }

    /** Completes the future; {@code receipt} is that of all messages which had none before. */
    void complete(Receipt receipt) {
        for (int i = 0; i < receipts.length; i++) {
            if (receipts[i] == null) {
                receipts[i] = receipt;
            }
        }
        future.complete(List.of(receipts));
    }
}
