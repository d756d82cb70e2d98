package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.log.Acceptable;
import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Checks and encodes messages on the thread of who sends them, and puts them before the writer. Safe for use by many threads. */
final class Sender {
    private final ChannelCatalog catalog;
    private final SendQueue queue;

    Sender(ChannelCatalog catalog, SendQueue queue) {
        this.catalog = catalog;
        this.queue = queue;
    }

    CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        if (queue.closed()) {
            return refused(batch, closed());
        }
        ChannelLog log;
        try {
            log = catalog.open(channel);
        } catch (StoreException e) {
            return refused(batch, e.toQuintet());
        }
        List<Outgoing> messages = new ArrayList<>(batch.size());
        @Nullable Receipt[] receipts = new Receipt[batch.size()];
        for (int i = 0; i < receipts.length; i++) {
            Message message = batch.get(i);
            byte[] headers = message.headers().encode();
            String complaint = complaint(message, headers.length);
            if (complaint == null) {
                String key = message.key();
                messages.add(new Outgoing(
                        key, key == null ? log.turn() : 0, message.notBefore(), headers, message.payload()));
            } else {
                receipts[i] = new Receipt.Failed(QuintetException.invalid(complaint, List.of()));
            }
        }
        return put(new Batch(log.splitting(channel), messages, receipts));
    }

    private CompletableFuture<List<Receipt>> put(Batch batch) {
        if (batch.messages().isEmpty()) {
            batch.complete(Receipt.Accepted.INSTANCE);
            return batch.future();
        }
        try {
            if (!queue.put(batch)) {
                batch.complete(new Receipt.Failed(closed()));
            }
        } catch (TimeoutException e) {
            batch.complete(new Receipt.Failed(QuintetException.refused(
                            Code.RESOURCE_EXHAUSTED,
                            "channel " + batch.channel().name() + ": " + e.getMessage()
                                    + ", for what is before it is not written: nothing was sent, so it is safe to send"
                                    + " again (expected: a store that writes; see sql.queue-messages)")
                    .causedBy(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            batch.complete(new Receipt.Failed(QuintetException.refused(
                    Code.CANCELLED, "interrupted while the send queue was full: nothing was sent")));
        }
        return batch.future();
    }

    private static @Nullable String complaint(Message message, int headerBytes) {
        if (headerBytes > Headers.MAX_BYTES) {
            return "headers: " + headerBytes + " bytes (expected: at most " + Headers.MAX_BYTES + ")";
        }
        return Acceptable.complaint(message, SqlTransportProvider.NAME, SqlTransportProvider.MAX_MESSAGE_BYTES);
    }

    private static QuintetException closed() {
        return QuintetException.unreachable("the sql transport is closed: nothing was sent", null);
    }

    private static CompletableFuture<List<Receipt>> refused(List<Message> batch, QuintetException why) {
        return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), new Receipt.Failed(why)));
    }
}
