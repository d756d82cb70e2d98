package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.Receipt;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what waits in the queue, all of it in one commit; one thread. */
final class MessageWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

    private static final int COMMIT_MESSAGES = 1024;
    private static final int COMMIT_BYTES = 4 * 1024 * 1024;

    private final MessageLog log;
    private final SendQueue queue;
    private final ChannelCatalog catalog;
    private final DueMessages due;
    private final Clock clock;
    private final LongConsumer committed;

    /**
     * Writes until the queue is closed and empty.
     *
     * @param committed told after each commit, with about the bytes written
     */
    MessageWriter(
            MessageLog log,
            SendQueue queue,
            ChannelCatalog catalog,
            DueMessages due,
            Clock clock,
            LongConsumer committed) {
        this.log = log;
        this.queue = queue;
        this.catalog = catalog;
        this.due = due;
        this.clock = clock;
        this.committed = committed;
    }

    @Override
    public void run() {
        try {
            while (true) {
                List<Batch> batches = queue.take(COMMIT_MESSAGES, COMMIT_BYTES, due.waitNanos());
                if (!batches.isEmpty()) {
                    write(batches);
                } else if (queue.closed()) {
                    return;
                }
                due.letGo();
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: writer interrupted", log.name());
        } finally {
            queue.close();
            complete(
                    queue.drain(),
                    new Receipt.Failed(
                            QuintetException.unreachable("the writer of " + log.name() + " has ended", null)));
        }
    }

    private void write(List<Batch> batches) {
        try {
            List<Append> appends = appends(batches, clock.millis());
            log.write(appends);
            committed.accept(appends.stream().mapToLong(Append::bytes).sum());
            for (Append append : appends) {
                due.stored(append);
                if (append.outdated()) {
                    catalog.forget(append.channel().name());
                }
                QuintetException refusal = append.refusal();
                complete(append.batches(), refusal == null ? Receipt.Accepted.INSTANCE : new Receipt.Failed(refusal));
            }
        } catch (StoreException e) {
            LOG.warn("{} batches not accepted: {}", batches.size(), e.getMessage());
            complete(batches, new Receipt.Failed(e.toQuintet()));
        } catch (RuntimeException | Error e) {
            LOG.error("{}: bug in the writer; {} batches not accepted", log.name(), batches.size(), e);
            complete(
                    batches,
                    new Receipt.Failed(QuintetException.concluded(
                                    Code.INTERNAL, FailureMode.ARBITRARY, log.name() + ": not written: " + e)
                            .causedBy(e)));
        }
    }

    /** One for each channel, for all of its batches in their order, however many shards their senders know. */
    static List<Append> appends(List<Batch> batches, long now) {
        Map<String, Append> byName = new LinkedHashMap<>();
        for (Batch batch : batches) {
            byName.computeIfAbsent(batch.channel().name(), name -> Append.of(batch.channel(), now))
                    .add(batch);
        }
        return List.copyOf(byName.values());
    }

    private static void complete(List<Batch> batches, Receipt receipt) {
        if (!batches.isEmpty()) {
            // what hangs on the futures may block, even in send: never on this thread
            Thread.startVirtualThread(() -> batches.forEach(batch -> batch.complete(receipt)));
        }
    }
}
