package io.quintet.transport.sql.powerloss;

import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A fresh process after the power came back: opens what is there, receives all of it, goes on, and compares. */
final class Survivor {
    /** By now every lease of before has run out. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

    private static final String END = "end";

    private final Path directory;
    private final Marks told;
    private final Verdict verdict;
    private final Duration patience;

    private Survivor(Path directory, Marks told, Duration patience) {
        this.directory = directory;
        this.told = told;
        this.verdict = new Verdict(told);
        this.patience = patience;
    }

    /**
     * What is wrong with a directory, by what was acknowledged before; empty where all is well.
     *
     * @param patience how long it may take until everything is delivered
     */
    static List<String> complaints(Path directory, Marks told, Duration patience) throws Exception {
        Survivor survivor = new Survivor(directory, told, patience);
        try {
            survivor.look();
        } catch (RuntimeException | SQLException | ExecutionException | TimeoutException e) {
            survivor.verdict.complain("does not open, or fails later: " + e);
        }
        return survivor.verdict.complaints();
    }

    private void look() throws Exception {
        try (MessageTransport transport = Providers.transport(directory, LATER);
                ServiceDatabase database = Providers.database(directory, LATER)) {
            checkIntegrity();
            Inbox audit = new Inbox();
            Inbox readers = new Inbox();
            Inbox relayed = new Inbox();
            try (var ofAudit = transport.subscribe(Samples.ORDERS, "audit", 1000, audit);
                    var ofReaders = transport.subscribe(Samples.ORDERS, Samples.READERS, 1000, readers);
                    var ofRelayed = transport.subscribe(Samples.RELAYED, "audit", 1000, relayed)) {
                database.relay((name, channel, batch) -> transport.send(channel, batch));
                boolean empty = Inbox.await(
                        () -> rows("service.db", "SELECT id FROM OUTBOX").isEmpty(), patience);
                send(transport, Samples.ORDERS);
                send(transport, Samples.RELAYED);
                if (!empty
                        || !audit.awaitEnds(Samples.ORDERS.shards(), patience)
                        || !readers.awaitEnds(Samples.ORDERS.shards(), patience)
                        || !relayed.awaitEnds(Samples.RELAYED.shards(), patience)) {
                    verdict.complain("comes to no end within " + patience);
                }
            }
            verdict.messages(audit, readers, new HashSet<>(rows("groups.db", "SELECT message_id FROM dead_letter")));
            verdict.transactions(done(database), inbox(), relayed);
            verdict.answers(answers(database));
        }
    }

    /** One message to every shard, behind all that is there: the store also has to take new ones. */
    private void send(MessageTransport transport, Channel channel) throws Exception {
        List<Message> ends = IntStream.range(0, channel.shards())
                .mapToObj(shard -> end(channel, shard))
                .toList();
        List<Receipt> receipts = transport.send(channel, ends).get(10, TimeUnit.SECONDS);
        if (!receipts.stream().allMatch(Receipt.Accepted.INSTANCE::equals)) {
            verdict.complain("takes no new messages: " + receipts);
        }
    }

    private static Message end(Channel channel, int shard) {
        return Stream.iterate(0, source -> source + 1)
                .map(source -> Samples.id(END + source, shard))
                .filter(id -> channel.shardOf(Samples.key(id)) == shard)
                .map(Samples::message)
                .findFirst()
                .orElseThrow();
    }

    static boolean isEnd(String id) {
        return id.startsWith(END);
    }

    private void checkIntegrity() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".db")).toList()) {
                List<String> found = rows(file.getFileName().toString(), "PRAGMA integrity_check");
                if (!found.equals(List.of("ok"))) {
                    verdict.complain(file.getFileName() + " is damaged: " + found);
                }
            }
        }
    }

    /** The service's own rows; the bytes are compared, too. */
    private Set<String> done(ServiceDatabase database) throws Exception {
        return database.transact(() -> {
            Set<String> ids = new HashSet<>();
            Connection connection = Transaction.current().connection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS done(id TEXT PRIMARY KEY, body BLOB NOT NULL)");
                try (ResultSet row = statement.executeQuery("SELECT id, body FROM done")) {
                    while (row.next()) {
                        String id = row.getString(1);
                        ids.add(id);
                        if (!Arrays.equals(row.getBytes(2), Samples.message(id).payload())) {
                            verdict.complain("row " + id + " is not what was written");
                        }
                    }
                }
            }
            return ids;
        });
    }

    /** Which answers are still given, byte for byte. */
    private Set<String> answers(ServiceDatabase database) throws Exception {
        Set<String> ids = new HashSet<>();
        for (String id : told.of(Marks.Kind.ANSWERED)) {
            byte[] answer = database.answer(Samples.ANSWERS, id, () -> new byte[1]);
            if (Arrays.equals(answer, Samples.message(id).payload())) {
                ids.add(id);
            }
        }
        return ids;
    }

    private Set<String> inbox() {
        return new HashSet<>(rows(
                "service.db",
                "SELECT message_id FROM PROCESSED_MESSAGES WHERE subscriber_group = '" + Samples.INBOX + "'"));
    }

    private List<String> rows(String file, String sql) {
        try (Connection connection = DriverManager.getConnection(Providers.url(directory.resolve(file)));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            verdict.complain(file + ": " + e.getMessage());
            return List.of();
        }
    }
}
