package io.quintet.discovery.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a response, one document or one in each line; it is closed when its time is over, whatever hangs. For one thread. */
public final class JsonBody implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_LINE_BYTES = 8 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final InputStream stream;
    private final ScheduledFuture<?> end;
    private volatile boolean over;

    JsonBody(InputStream stream, Duration longest, ScheduledExecutorService scheduler) {
        this.stream = stream;
        this.end = scheduler.schedule(this::timeOut, longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void timeOut() {
        over = true;
        giveUp();
    }

    /** Whether its time is over, and reading fails for that reason. */
    public boolean over() {
        return over;
    }

    /** All of it. */
    public JsonNode whole() throws IOException {
        byte[] bytes = beginning(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("a response of more than " + MOST_BYTES + " bytes");
        }
        return parse(bytes);
    }

    /** The first bytes of it, or all. */
    byte[] beginning(int most) throws IOException {
        return stream.readNBytes(most);
    }

    /** The next line that is not empty; null where the server has ended in order. */
    public @Nullable JsonNode next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        while (true) {
            int next = stream.read();
            if (next < 0 || next == '\n') {
                if (line.size() > 0 && next < 0) {
                    throw new EOFException("a watch that ends within an event");
                }
                if (line.size() > 0 || next < 0) {
                    return next < 0 ? null : parse(line.toByteArray());
                }
            } else if (line.size() == MOST_LINE_BYTES) {
                throw new IOException("an event of more than " + MOST_LINE_BYTES + " bytes");
            } else {
                line.write(next);
            }
        }
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Lets whoever reads from it fail; safe for use by other threads. */
    public void giveUp() {
        try {
            stream.close();
        } catch (IOException e) {
            // it is given up all the same
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        giveUp();
    }
}
