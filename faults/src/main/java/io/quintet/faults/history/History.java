package io.quintet.faults.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An append-only file of {@link Event}s, one JSON object a line, of one process. The first line ties the monotonic clock to the wall
 * clock. A line is with the operating system when {@link #add} returns, so that killing the process loses none. Safe for use by many
 * threads.
 */
public final class History implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final String node;
    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();

    private History(Path file, String node, FileChannel channel) {
        this.file = file;
        this.node = node;
        this.channel = channel;
    }

    /** Begins a file, which must not be there yet. */
    public static History create(Path file, String node) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            History history = new History(file, node, channel);
            history.line(json -> {
                json.writeStringProperty("type", "anchor");
                json.writeStringProperty("node", node);
                json.writeNumberProperty("nanos", System.nanoTime());
                json.writeStringProperty("time", Instant.now().toString());
                json.writeNumberProperty("pid", ProcessHandle.current().pid());
            });
            return history;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be made", e);
        }
    }

    /** Adds what happens now. */
    public void add(Event.Type type, String kind, String op, String key, long seq, int attempt, String note) {
        line(json -> {
            json.writeStringProperty("type", type.name().toLowerCase(java.util.Locale.ROOT));
            json.writeStringProperty("node", node);
            json.writeNumberProperty("nanos", System.nanoTime());
            json.writeStringProperty("kind", kind);
            json.writeStringProperty("id", op);
            json.writeStringProperty("key", key);
            json.writeNumberProperty("seq", seq);
            json.writeNumberProperty("attempt", attempt);
            json.writeStringProperty("note", note);
        });
    }

    private void line(Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            line.write(json);
            json.writeEndObject();
        }
        bytes.write('\n');
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        lock.lock();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be closed", e);
        }
    }

    /** Writes the properties of one line. */
    @FunctionalInterface
    private interface Line {
        void write(JsonGenerator json);
    }
}
