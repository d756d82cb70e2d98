package io.quintet.transport.sqs.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageContent;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.mutable.ArrayBuffer;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What ElasticMQ has, as a file that grows: one record a change, written before it is answered, so that a kill of the process loses
 * nothing of what was answered; it is not forced to the disk. Written anew, with what is there, each time it is opened.
 */
final class Journal {
    private static final char CREATED = 'Q';
    private static final char DELETED = 'X';
    private static final char ADDED = 'A';
    private static final char UPDATED = 'U';
    private static final char REMOVED = 'R';

    private final Map<String, Queue> stored = new LinkedHashMap<>();
    private final OutputStream file;

    private Journal(OutputStream file) {
        this.file = file;
    }

    /** A queue as it was when the journal was opened. */
    static final class Queue {
        private final QueueData data;
        private final Map<String, InternalMessage> messages;

        Queue(QueueData data, Map<String, InternalMessage> messages) {
            this.data = data;
            this.messages = messages;
        }

        QueueData data() {
            return data;
        }

        List<InternalMessage> messages() {
            return List.copyOf(messages.values());
        }
    }

    static Journal open(Path path) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Journal journal =
                new Journal(Files.newOutputStream(fresh, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        if (Files.exists(path)) {
            journal.read(path);
            for (Queue queue : journal.stored.values()) {
                journal.created(queue.data);
                for (InternalMessage message : queue.messages()) {
                    journal.added(queue.data.name(), message);
                    journal.updated(queue.data.name(), message);
                }
            }
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        return journal;
    }

    Collection<Queue> stored() {
        return stored.values();
    }

    void created(QueueData queue) throws IOException {
        write(CREATED, queue.name(), out -> {
            out.writeLong(queue.defaultVisibilityTimeout().millis());
            out.writeLong(queue.delay().toMillis());
            out.writeLong(queue.receiveMessageWait().toMillis());
            text(out, queue.created().toString());
            text(out, queue.lastModified().toString());
            out.writeBoolean(queue.isFifo());
            out.writeBoolean(queue.hasContentBasedDeduplication());
            Map<String, String> tags = CollectionConverters.asJava(queue.tags());
            out.writeInt(tags.size());
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                text(out, tag.getKey());
                text(out, tag.getValue());
            }
        });
    }

    private static QueueData queue(String name, DataInputStream in) throws IOException {
        MillisVisibilityTimeout visibility = new MillisVisibilityTimeout(in.readLong());
        Duration delay = Duration.ofMillis(in.readLong());
        Duration wait = Duration.ofMillis(in.readLong());
        OffsetDateTime created = OffsetDateTime.parse(required(in));
        OffsetDateTime modified = OffsetDateTime.parse(required(in));
        boolean fifo = in.readBoolean();
        boolean byContent = in.readBoolean();
        Map<String, String> tags = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            tags.put(required(in), required(in));
        }
        return new QueueData(
                name,
                visibility,
                delay,
                wait,
                created,
                modified,
                Option.empty(),
                fifo,
                byContent,
                Option.empty(),
                Option.empty(),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(tags)));
    }

    void deleted(String queue) throws IOException {
        write(DELETED, queue, out -> {});
    }

    /** Without its receipts, which ElasticMQ may be changing at this moment. */
    void added(String queue, InternalMessage message) throws IOException {
        write(ADDED, queue, out -> {
            text(out, message.id());
            text(out, message.content().value());
            Attributes.write(message, out);
            text(out, message.created().toString());
            out.writeInt(message.orderIndex());
            out.writeBoolean(message.isFifo());
            text(out, orNull(message.messageGroupId()));
            text(out, orNull(message.messageDeduplicationId().map(DeduplicationId::id)));
            text(out, orNull(message.sequenceNumber()));
            out.writeLong(message.nextDelivery());
        });
    }

    private static InternalMessage message(DataInputStream in) throws IOException {
        String id = required(in);
        MessageContent content = new MessageContent(required(in));
        var attributes = Attributes.read(in);
        OffsetDateTime created = OffsetDateTime.parse(required(in));
        int place = in.readInt();
        boolean fifo = in.readBoolean();
        Option<String> group = Option.apply(text(in));
        Option<DeduplicationId> deduplication = Option.apply(text(in)).map(DeduplicationId::new);
        Option<String> sequence = Option.apply(text(in));
        return new InternalMessage(
                id,
                new ArrayBuffer<>(),
                in.readLong(),
                content,
                attributes,
                created,
                place,
                NeverReceived$.MODULE$,
                0,
                fifo,
                group,
                deduplication,
                Option.empty(),
                sequence,
                Option.empty());
    }

    void updated(String queue, InternalMessage message) throws IOException {
        write(UPDATED, queue, out -> {
            text(out, message.id());
            text(out, orNull(message.deliveryReceipts().lastOption()));
            out.writeLong(message.nextDelivery());
            out.writeInt(message.receiveCount());
            text(
                    out,
                    message.firstReceive() instanceof OnDateTimeReceived at
                            ? at.when().toString()
                            : null);
        });
    }

    private static void update(Map<String, InternalMessage> messages, DataInputStream in) throws IOException {
        InternalMessage message = messages.get(required(in));
        if (message == null) {
            return;
        }
        String receipt = text(in);
        if (receipt != null) {
            message.deliveryReceipts().append(receipt);
        }
        message.nextDelivery_$eq(in.readLong());
        message.receiveCount_$eq(in.readInt());
        String first = text(in);
        if (first != null) {
            message.firstReceive_$eq(new OnDateTimeReceived(OffsetDateTime.parse(first)));
        }
    }

    void removed(String queue, String id) throws IOException {
        write(REMOVED, queue, out -> text(out, id));
    }

    /** Writes what a record says. */
    @FunctionalInterface
    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    private void write(char kind, String queue, Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeChar(kind);
        text(out, queue);
        fields.write(out);
        byte[] record = bytes.toByteArray();
        file.write(ByteBuffer.allocate(Integer.BYTES + record.length)
                .putInt(record.length)
                .put(record)
                .array()); // at once, so that a kill leaves all of it or a torn end
    }

    private void read(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            while (true) {
                byte[] record = new byte[in.readInt()];
                in.readFully(record);
                apply(new DataInputStream(new ByteArrayInputStream(record)));
            }
        } catch (EOFException e) {
            // its end, or a last record that a kill has torn: nobody has got an answer to that
            return;
        }
    }

    private void apply(DataInputStream in) throws IOException {
        char kind = in.readChar();
        String name = required(in);
        if (kind == CREATED) {
            Queue before = stored.get(name);
            stored.put(name, new Queue(queue(name, in), before == null ? new LinkedHashMap<>() : before.messages));
            return;
        }
        Queue queue = stored.get(name);
        if (queue == null) {
            return; // said of one that was deleted meanwhile
        }
        switch (kind) {
            case DELETED -> stored.remove(name);
            case ADDED -> {
                InternalMessage message = message(in);
                queue.messages.put(message.id(), message);
            }
            case REMOVED -> queue.messages.remove(required(in));
            case UPDATED -> update(queue.messages, in);
            default -> throw new IllegalStateException("journal: record of kind " + kind);
        }
    }

    /** Its length and its bytes; a length of -1 for none. */
    static void text(DataOutputStream out, @Nullable String text) throws IOException {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text == null ? -1 : bytes.length);
        out.write(bytes);
    }

    static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static String required(DataInputStream in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IllegalStateException("journal: a text is absent (expected: present)");
        }
        return text;
    }

    private static <T> @Nullable T orNull(Option<T> option) {
        return option.isDefined() ? option.get() : null;
    }
}
