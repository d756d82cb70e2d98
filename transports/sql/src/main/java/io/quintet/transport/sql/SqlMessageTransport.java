package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages over the SQLite files of one directory, or over a PostgreSQL server. */
final class SqlMessageTransport implements MessageTransport {
    private static final Logger LOG = LoggerFactory.getLogger(SqlMessageTransport.class);

    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);

    private final ChannelCatalog catalog;
    private final Sender sender;
    private final Guarantees guarantees;
    private final SendQueue queue;
    private final MessageLog log;
    private final Thread writer;
    private final MessageKeeper keeper;
    private final GroupSide groups;
    private final SqlDeadLetters deadLetters;
    private final Duration retention;

    SqlMessageTransport(ServiceContext context) {
        SqlSettings settings = SqlSettings.of(context.settings());
        retention = settings.retention();
        guarantees = SqlTransportProvider.declared(context.settings());
        queue = new SendQueue(settings.queueMessages(), settings.queueBytes(), QUEUE_PATIENCE);
        Connections connections = Connections.open(opener(settings));
        DelayedMessages delayed = new DelayedMessages(connections.writing(), context.clock());
        log = log(connections.writing(), delayed, context.clock());
        catalog = new ChannelCatalog(connections.catalog(), context.clock());
        sender = new Sender(catalog, queue);
        DeadLetterTable table = new DeadLetterTable(connections.dead());
        deadLetters = new SqlDeadLetters(table, catalog, sender);
        GroupStore store = new GroupStore(connections.positions(), context.clock());
        keeper = new MessageKeeper(
                connections.keeping(), checkpoint(connections), catalog, store, settings, context.clock());
        groups = new GroupSide(
                new MessageSource(connections.reading(), news(connections.reading())),
                catalog,
                store,
                new Ownership(connections.ownership()),
                table,
                context,
                settings);
        LongConsumer committed = bytes -> {
            groups.wakeReader();
            keeper.written(bytes);
        };
        DueMessages due = new DueMessages(log, connections.writing(), delayed, context.clock(), committed);
        MessageWriter task = new MessageWriter(log, queue, catalog, due, context.clock(), committed);
        writer = Thread.ofPlatform().daemon().name("quintet-sql-writer").start(task);
    }

    static Connections.Opener opener(SqlSettings settings) {
        return settings.server()
                .<Connections.Opener>map(address -> new PostgresConnections(settings.schemaOn(address)))
                .orElseGet(() -> new MessageFiles(settings));
    }

    private static MessageLog log(Database database, DelayedMessages delayed, Clock clock) {
        LogAppender appender = new LogAppender(database, delayed, clock);
        return switch (database.dialect()) {
            case SQLITE -> new SqliteLog(database, appender);
            case POSTGRES -> new PostgresLog(database, appender, clock);
        };
    }

    private static News news(Database database) {
        return switch (database.dialect()) {
            case SQLITE -> new SqliteNews(database);
            case POSTGRES -> new PostgresNews(database);
        };
    }

    private static Runnable checkpoint(Connections connections) {
        return connections.keeping() instanceof Sqlite file ? file::checkpoint : () -> {};
    }

    @Override
    public String name() {
        return SqlTransportProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        return sender.send(channel, batch);
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        if (credit < 1) {
            throw new IllegalArgumentException("credit: " + credit + " (expected: >= 1)");
        }
        try {
            return groups.subscribe(channel, group, credit, consumer);
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return Optional.of(deadLetters);
    }

    @Override
    public Optional<Duration> retention() {
        return Optional.of(retention);
    }

    @Override
    public void remove(Channel channel) {
        try {
            keeper.remove(channel.name());
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    /** Does now what the keeper does every few seconds. */
    void removeOld() {
        keeper.removeOld();
    }

    @Override
    public void close() {
        queue.close();
        try {
            if (!writer.join(END_PATIENCE)) {
                writer.interrupt();
                LOG.warn("{}: the writer still runs after {}", log.name(), END_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        groups.close();
        keeper.close();
        groups.closeFiles();
        catalog.close();
        log.close();
    }
}
