package io.quintet.transport.sql.powerloss;

import io.quintet.Transaction;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process that is recorded: sends, receives and commits from several threads, and marks what it was told. */
final class Workload implements AutoCloseable {
    /** From opening to closing, of which the last time is cut off by the freeze. */
    private static final int LIVES = 2;

    private static final int ROUNDS = 2;
    private static final int PRODUCERS = 3;
    private static final int MESSAGES = 225;
    private static final int SERVANTS = 2;
    private static final int TRANSACTIONS = 30;
    private static final int IN_FLIGHT = 64;

    private final FileChannel marks;
    private final MessageTransport transport;
    private final ServiceDatabase database;
    private final Subscription readers;

    private Workload(Path directory) throws IOException {
        marks = FileChannel.open(directory.resolve(Marks.FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        marks.position(marks.size());
        transport = Providers.transport(directory, Clock.systemUTC());
        database = Providers.database(directory, Clock.systemUTC());
        database.relay((name, channel, batch) -> transport.send(channel, batch));
        readers = transport.subscribe(Samples.ORDERS, Samples.READERS, 200, this::read);
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        for (int life = 0; life < LIVES; life++) {
            Workload workload = new Workload(directory);
            for (int round = 0; round < ROUNDS; round++) {
                workload.run(life + "" + round);
                checkpoint(directory);
            }
            if (life + 1 < LIVES) {
                workload.close();
            }
        }
        Files.newByteChannel(directory.resolve("freeze"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        System.out.println("FROZEN");
        Thread.currentThread().join(); // until killed
    }

    /** The keeper catches up only when nothing is sent; so does this, and with the next message the WAL begins anew. */
    private static void checkpoint(Path directory) throws SQLException {
        try (Connection service = DriverManager.getConnection(Providers.url(directory.resolve("service.db")));
                Connection messages = DriverManager.getConnection(Providers.url(directory.resolve("messages.db")))) {
            while (number(service, "SELECT count(*) FROM OUTBOX") > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // what is relayed is sent
            }
            while (number(messages, "PRAGMA wal_checkpoint(PASSIVE)") != 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // the keeper is at it
            }
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }

    private void run(String round) throws Exception {
        database.transact(() -> {
            try (PreparedStatement create = Transaction.current()
                    .connection()
                    .prepareStatement("CREATE TABLE IF NOT EXISTS done(id TEXT PRIMARY KEY, body BLOB NOT NULL)")) {
                return create.execute();
            }
        });
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            String source = "p" + round + i;
            tasks.add(() -> produce(source));
        }
        for (int i = 0; i < SERVANTS; i++) {
            String source = "s" + round + i;
            tasks.add(() -> serve(source));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                task.get();
            }
        }
    }

    private boolean produce(String source) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(source.hashCode());
        Semaphore room = new Semaphore(IN_FLIGHT);
        int next = 0;
        while (next < MESSAGES) {
            List<Message> batch = new ArrayList<>();
            for (int end = next + random.nextInt(1, 5); next < end; next++) {
                batch.add(Samples.message(Samples.id(source, next)));
            }
            room.acquire(batch.size());
            var unused = transport.send(Samples.ORDERS, batch).thenAccept(receipts -> {
                for (int i = 0; i < receipts.size(); i++) {
                    if (receipts.get(i) instanceof Receipt.Failed failed) {
                        end(failed.error());
                    }
                    mark(Marks.Kind.SENT, batch.get(i).id());
                }
                room.release(batch.size());
            });
        }
        room.acquire(IN_FLIGHT);
        return true;
    }

    /** Every fifth rolls back: nothing of it may ever be seen. */
    private boolean serve(String source) throws Exception {
        int committed = 0;
        for (int i = 0; committed < TRANSACTIONS; i++) {
            if (i % 5 == 4) {
                rollBack(Samples.id("undone" + source, i));
                continue;
            }
            String id = Samples.id(source, committed++);
            database.once(Samples.INBOX, List.of(new Received(Samples.message(id))), fresh -> write(id));
            mark(Marks.Kind.COMMITTED, id);
            database.answer(Samples.ANSWERS, id, () -> Samples.message(id).payload());
            mark(Marks.Kind.ANSWERED, id);
        }
        return true;
    }

    private void rollBack(String id) throws Exception {
        try {
            database.once(Samples.INBOX, List.of(new Received(Samples.message(id))), fresh -> {
                write(id);
                throw new InterruptedException("as intended");
            });
        } catch (InterruptedException e) {
            return;
        }
        throw new AssertionError(id + " was committed (expected: what its handler threw)");
    }

    private void write(String id) throws Exception {
        Message message = Samples.message(id);
        try (PreparedStatement insert =
                Transaction.current().connection().prepareStatement("INSERT INTO done(id, body) VALUES (?, ?)")) {
            insert.setString(1, id);
            insert.setBytes(2, message.payload());
            insert.executeUpdate();
        }
        database.enqueue("sql", Samples.RELAYED, message);
    }

    private void read(Delivery delivery) {
        String id = delivery.message().id();
        if (Samples.number(id) % 50 == 7) {
            mark(Marks.Kind.REJECTED, id);
            delivery.reject(new IllegalStateException("as intended"));
        } else {
            mark(Marks.Kind.TAKEN, id);
            delivery.ack();
        }
    }

    private void mark(Marks.Kind kind, String id) {
        synchronized (marks) {
            try {
                marks.write(ByteBuffer.wrap((kind + " " + id + "\n").getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                end(e);
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void end(Throwable why) {
        System.err.println("the workload fails: " + why);
        Runtime.getRuntime().halt(1);
    }

    @Override
    public void close() throws IOException {
        readers.close();
        database.close();
        transport.close();
        marks.close();
    }
}
