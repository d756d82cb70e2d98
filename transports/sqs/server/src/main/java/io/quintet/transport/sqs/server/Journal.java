package io.quintet.transport.sqs.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageContent;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.QueueData;
import org.elasticmq.Received;
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

    static Journal open(Path path) throws IOException, ClassNotFoundException {
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
        write(
                CREATED,
                queue.name(),
                queue.defaultVisibilityTimeout().millis(),
                queue.delay(),
                queue.receiveMessageWait(),
                queue.created(),
                queue.lastModified(),
                queue.isFifo(),
                queue.hasContentBasedDeduplication(),
                new HashMap<>(CollectionConverters.asJava(queue.tags())));
    }

    void deleted(String queue) throws IOException {
        write(DELETED, queue);
    }

    /** Without its receipts, which ElasticMQ may be changing at this moment. */
    void added(String queue, InternalMessage message) throws IOException {
        write(
                ADDED,
                queue,
                message.id(),
                message.content().value(),
                Attributes.fields(message),
                message.created(),
                message.orderIndex(),
                message.isFifo(),
                orNull(message.messageGroupId()),
                orNull(message.messageDeduplicationId().map(DeduplicationId::id)),
                orNull(message.sequenceNumber()),
                message.nextDelivery());
    }

    void updated(String queue, InternalMessage message) throws IOException {
        write(
                UPDATED,
                queue,
                message.id(),
                orNull(message.deliveryReceipts().lastOption()),
                message.nextDelivery(),
                message.receiveCount(),
                message.firstReceive());
    }

    void removed(String queue, String id) throws IOException {
        write(REMOVED, queue, id);
    }

    private void write(char kind, @Nullable Object... fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[Integer.BYTES]);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeChar(kind);
            out.writeObject(fields);
        }
        byte[] record = bytes.toByteArray();
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        new DataOutputStream(length).writeInt(record.length - Integer.BYTES);
        System.arraycopy(length.toByteArray(), 0, record, 0, Integer.BYTES);
        file.write(record);
    }

    private void read(Path path) throws IOException, ClassNotFoundException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            while (true) {
                byte[] record = new byte[in.readInt()];
                in.readFully(record);
                try (ObjectInputStream fields = new ObjectInputStream(new ByteArrayInputStream(record))) {
                    apply(fields.readChar(), (Object[]) fields.readObject());
                }
            }
        } catch (EOFException e) {
            // its end, or a last record that a kill has torn: nobody has got an answer to that
            return;
        }
    }

    private void apply(char kind, Object[] fields) {
        String name = (String) fields[0];
        if (kind == CREATED) {
            Queue before = stored.get(name);
            stored.put(name, new Queue(queue(fields), before == null ? new LinkedHashMap<>() : before.messages));
            return;
        }
        Queue queue = stored.get(name);
        if (queue == null) {
            return; // said of one that was deleted meanwhile
        }
        switch (kind) {
            case DELETED -> stored.remove(name);
            case ADDED -> queue.messages.put((String) fields[1], message(fields));
            case REMOVED -> queue.messages.remove((String) fields[1]);
            case UPDATED -> update(queue.messages.get((String) fields[1]), fields);
            default -> throw new IllegalStateException("journal: record of kind " + kind);
        }
    }

    @SuppressWarnings("unchecked")
    private static QueueData queue(Object[] fields) {
        return new QueueData(
                (String) fields[0],
                new MillisVisibilityTimeout((long) fields[1]),
                (Duration) fields[2],
                (Duration) fields[3],
                (OffsetDateTime) fields[4],
                (OffsetDateTime) fields[5],
                Option.empty(),
                (boolean) fields[6],
                (boolean) fields[7],
                Option.empty(),
                Option.empty(),
                scala.collection.immutable.Map.from(CollectionConverters.asScala((Map<String, String>) fields[8])));
    }

    @SuppressWarnings("unchecked")
    private static InternalMessage message(Object[] fields) {
        return new InternalMessage(
                (String) fields[1],
                new ArrayBuffer<>(),
                (long) fields[10],
                new MessageContent((String) fields[2]),
                Attributes.of((Map<String, String[]>) fields[3]),
                (OffsetDateTime) fields[4],
                (int) fields[5],
                NeverReceived$.MODULE$,
                0,
                (boolean) fields[6],
                Option.apply((String) fields[7]),
                Option.apply((String) fields[8]).map(DeduplicationId::new),
                Option.empty(),
                Option.apply((String) fields[9]),
                Option.empty());
    }

    private static void update(@Nullable InternalMessage message, Object[] fields) {
        if (message == null) {
            return;
        }
        if (fields[2] != null) {
            message.deliveryReceipts().append((String) fields[2]);
        }
        message.nextDelivery_$eq((long) fields[3]);
        message.receiveCount_$eq((int) fields[4]);
        message.firstReceive_$eq((Received) fields[5]);
    }

    private static <T> @Nullable T orNull(Option<T> option) {
        return option.isDefined() ? option.get() : null;
    }
}
