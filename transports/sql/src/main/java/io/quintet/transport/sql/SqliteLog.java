package io.quintet.transport.sql;

import java.util.List;

/** Writes to messages.db. SQLite has one writer at a time: what it reads of a channel holds until it commits. */
final class SqliteLog implements MessageLog {
    private final Database database;
    private final LogAppender appender;

    SqliteLog(Database database, LogAppender appender) {
        this.database = database;
        this.appender = appender;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public void write(List<Append> appends) {
        database.write(() -> {
            appender.write(appends);
            return null;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
