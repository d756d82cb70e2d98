package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what waits in the queue, all of it in one commit; one thread. */
final class MessageWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

    private static final int COMMIT_MESSAGES = 1024;
    private static final int COMMIT_BYTES = 4 * 1024 * 1024;
    private static final int SEGMENT_MESSAGES = 512;
    private static final int SEGMENT_BYTES = 256 * 1024;

    private final Sqlite sqlite;
    private final SendQueue queue;
    private final Clock clock;
    private final LongConsumer committed;

    private final Command head;
    private final Command create;
    private final Command insert;

    /**
     * Writes until the queue is closed and empty.
     *
     * @param committed told after each commit, with about the bytes written
     */
    MessageWriter(Sqlite sqlite, SendQueue queue, Clock clock, LongConsumer committed) {
        this.sqlite = sqlite;
        this.queue = queue;
        this.clock = clock;
        this.committed = committed;
        head = sqlite.prepare("SELECT id, shards, floor, (SELECT max(last) FROM segment WHERE channel = channel.id)"
                + " FROM channel WHERE name = ?");
        create = sqlite.prepare("INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?)");
        insert = sqlite.prepare("INSERT INTO segment(channel, last, at, body) VALUES (?, ?, ?, ?)");
    }

    @Override
    public void run() {
        try {
            for (List<Batch> batches = take(); !batches.isEmpty(); batches = take()) {
                write(batches);
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: writer interrupted", sqlite.file());
        } finally {
            queue.close();
            complete(
                    queue.drain(),
                    new Receipt.Failed(
                            QuintetException.unreachable("the writer of " + sqlite.file() + " has ended", null)));
        }
    }

    private List<Batch> take() throws InterruptedException {
        return queue.take(COMMIT_MESSAGES, COMMIT_BYTES);
    }

    private void write(List<Batch> batches) {
        List<Batch> accepted = new ArrayList<>(batches.size());
        try {
            long bytes = sqlite.write(() -> append(batches, accepted));
            committed.accept(bytes);
            complete(accepted, Receipt.Accepted.INSTANCE);
        } catch (StoreException e) {
            LOG.warn("{} batches not accepted: {}", batches.size(), e.getMessage());
            complete(batches, new Receipt.Failed(e.toQuintet()));
        } catch (RuntimeException | Error e) {
            LOG.error("{}: bug in the writer; {} batches not accepted", sqlite.file(), batches.size(), e);
            complete(
                    batches,
                    new Receipt.Failed(QuintetException.concluded(
                                    Code.INTERNAL, FailureMode.ARBITRARY, sqlite.file() + ": not written: " + e)
                            .causedBy(e)));
        }
    }

    private long append(List<Batch> batches, List<Batch> accepted) throws SQLException {
        Map<String, List<Batch>> byChannel = new LinkedHashMap<>();
        for (Batch batch : batches) {
            byChannel
                    .computeIfAbsent(batch.channel().name(), name -> new ArrayList<>(batches.size()))
                    .add(batch);
        }
        long now = clock.millis();
        long bytes = 0;
        for (List<Batch> ofChannel : byChannel.values()) {
            Head at = head(ofChannel.get(0).channel());
            Appender appender = new Appender(at, now);
            for (Batch batch : ofChannel) {
                if (batch.channel().shards() == at.shards()) {
                    appender.add(batch);
                    accepted.add(batch);
                } else {
                    complete(
                            List.of(batch),
                            new Receipt.Failed(QuintetException.refused(
                                    Code.FAILED_PRECONDITION,
                                    ChannelCatalog.wrongShards(batch.channel(), at.shards()))));
                }
            }
            appender.flush();
            bytes += appender.bytes;
        }
        return bytes;
    }

    /** Where the channel's log ends; it is made anew where somebody has removed it. */
    private Head head(Channel channel) throws SQLException {
        Optional<Head> found = find(channel);
        if (found.isEmpty()) {
            create.update(channel.name(), channel.kind().name(), channel.shards(), clock.millis());
            found = find(channel);
        }
        return found.orElseThrow();
    }

    private Optional<Head> find(Channel channel) throws SQLException {
        return head.first(
                row -> new Head(row.getLong(1), row.getInt(2), Math.max(row.getLong(3), row.getLong(4))),
                channel.name());
    }

    private static void complete(List<Batch> batches, Receipt receipt) {
        if (!batches.isEmpty()) {
            // what hangs on the futures may block, even in send: never on this thread
            Thread.startVirtualThread(() -> batches.forEach(batch -> batch.complete(receipt)));
        }
    }

    private record Head(long id, int shards, long seq) {}

    private final class Appender {
        private final Head head;
        private final long now;
        private Segment.Writer segment = new Segment.Writer();
        private long last;
        private long bytes;

        Appender(Head head, long now) {
            this.head = head;
            this.now = now;
            this.last = head.seq();
        }

        void add(Batch batch) throws SQLException {
            for (Outgoing message : batch.messages()) {
                segment.add(message);
                if (segment.count() >= SEGMENT_MESSAGES || segment.bytes() >= SEGMENT_BYTES) {
                    flush();
                }
            }
        }

        void flush() throws SQLException {
            if (segment.count() == 0) {
                return;
            }
            byte[] body = segment.body();
            last += segment.count();
            insert.update(head.id(), last, now, body);
            bytes += body.length;
            segment = new Segment.Writer();
        }
    }
}
