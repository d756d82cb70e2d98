package io.quintet.transport.sql;

import io.quintet.message.Message;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/** Messages that were given up, over a connection of its own: these commits must survive the loss of power. */
final class DeadLetters implements AutoCloseable {
    private static final int MOST_ERROR_CHARS = 16 * 1024;

    private final Database database;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Command insert;

    DeadLetters(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        // a message that comes back after its position was lost may be given up a second time: the newest account stays
        insert = database.prepare("INSERT INTO dead_letter(channel_id, channel, subscriber_group, shard, seq,"
                + " message_id, headers, payload, attempts, error, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT(channel_id, subscriber_group, seq) DO UPDATE SET"
                + " attempts = excluded.attempts, error = excluded.error, at = excluded.at");
    }

    void add(ChannelLog channel, String group, int shard, long seq, Message message, int attempts, Throwable cause) {
        lock.lock();
        try {
            database.write(() -> insert.update(
                    channel.id(),
                    channel.name(),
                    group,
                    shard,
                    seq,
                    message.id(),
                    message.headers().encode(),
                    message.payload(),
                    attempts,
                    describe(cause),
                    clock.millis()));
        } finally {
            lock.unlock();
        }
    }

    private static String describe(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        String all = text.toString();
        return all.length() > MOST_ERROR_CHARS ? all.substring(0, MOST_ERROR_CHARS) : all;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }
}
