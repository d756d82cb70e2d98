package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.context;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the relay: how fast a full outbox is carried over to a channel, with PostgreSQL for both.
 *
 * <p>Usage: {@code RelayBench <jdbc-url> <messages>}, user {@code postgres}.
 */
final class RelayBench {
    private RelayBench() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        Channel orders = channel("relay-bench", 8);
        AtomicInteger sent = new AtomicInteger();
        Map<String, String> settings = Map.of("url", args[0], "user", "postgres");
        try (SqlMessageTransport transport = new SqlMessageTransport(context("relay", settings));
                ServiceDatabase database = Fixtures.serviceDatabase(settings)) {
            String run = UUID.randomUUID().toString();
            for (int i = 0; i < count; i += 1000) {
                int from = i;
                database.transact(() -> {
                    for (int j = from; j < from + 1000; j++) {
                        Headers headers = Headers.builder()
                                .set(HeaderNames.ID, run + j)
                                .set(HeaderNames.KEY, "key-" + j % 100)
                                .build();
                        database.enqueue("sql", orders, new Message(headers, new byte[200]));
                    }
                    return null;
                });
            }
            long start = System.nanoTime();
            database.relay(new ServiceDatabase.Relay() {
                @Override
                public CompletableFuture<List<Receipt>> send(String name, Channel channel, List<Message> batch) {
                    return transport.send(channel, batch).whenComplete((receipts, e) -> sent.addAndGet(batch.size()));
                }

                @Override
                public boolean takesAllOrNone(String name) {
                    return true;
                }
            });
            while (sent.get() < count) {
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            System.out.printf("relayed %.0f msg/s%n", count / ((System.nanoTime() - start) / 1e9));
        }
    }
}
