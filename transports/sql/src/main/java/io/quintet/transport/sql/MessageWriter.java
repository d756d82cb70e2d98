package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
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
    private final LongConsumer committed;

    /**
     * Writes until the queue is closed and empty.
     *
     * @param committed told after each commit, with about the bytes written
     */
    MessageWriter(MessageLog log, SendQueue queue, LongConsumer committed) {
        this.log = log;
        this.queue = queue;
        this.committed = committed;
    }

    @Override
    public void run() {
        try {
            for (List<Batch> batches = take(); !batches.isEmpty(); batches = take()) {
                write(batches);
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

    private List<Batch> take() throws InterruptedException {
        return queue.take(COMMIT_MESSAGES, COMMIT_BYTES);
    }

    private void write(List<Batch> batches) {
        try {
            List<Append> appends = appends(batches);
            log.write(appends);
            committed.accept(appends.stream().mapToLong(Append::bytes).sum());
            for (Append append : appends) {
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

    private static List<Append> appends(List<Batch> batches) {
        Map<Channel, Append> byChannel = new LinkedHashMap<>();
        for (Batch batch : batches) {
            byChannel.computeIfAbsent(batch.channel(), Append::new).add(batch);
        }
        return List.copyOf(byChannel.values());
    }

    private static void complete(List<Batch> batches, Receipt receipt) {
        if (!batches.isEmpty()) {
            // what hangs on the futures may block, even in send: never on this thread
            Thread.startVirtualThread(() -> batches.forEach(batch -> batch.complete(receipt)));
        }
    }
}
