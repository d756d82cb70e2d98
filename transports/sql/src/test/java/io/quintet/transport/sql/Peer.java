package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Another process: does as the arguments say, tells what happens line by line, and ends when its input does. */
final class Peer {
    private static final PrintStream OUT = System.out;
    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Peer() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "produce" -> produce(settings(args[1]), channel(args[2], Integer.parseInt(args[3])));
            case "consume" ->
                consume(
                        settings(args[1]),
                        channel(args[2], Integer.parseInt(args[3])),
                        args[4],
                        Integer.parseInt(args[5]));
            case "relay" -> relay(settings(args[1]), args[2], Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Settings as an argument. */
    static String argument(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(";"));
    }

    private static Map<String, String> settings(String argument) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : argument.split(";", -1)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    private static SqlMessageTransport transport(Map<String, String> settings, String name, String value) {
        settings.put(name, value);
        return new SqlMessageTransport(Fixtures.context(UUID.randomUUID().toString(), settings));
    }

    /** Sends without end: ACK and the number, for each that was accepted. */
    private static void produce(Map<String, String> settings, Channel channel) {
        SqlMessageTransport transport = transport(settings, "queue-messages", "256");
        for (int i = 0; ; i++) {
            int number = i;
            var unused = transport
                    .send(channel, List.of(message("m" + i, "key-" + i % 13, String.valueOf(i))))
                    .thenAccept(receipts -> {
                        if (receipts.get(0) instanceof Receipt.Accepted) {
                            OUT.println("ACK " + number);
                        }
                    });
        }
    }

    /** GOT key payload attempt time, for each delivery. Acknowledges the first {@code most}, holds the rest until told ACKALL. */
    private static void consume(Map<String, String> settings, Channel channel, String group, int most)
            throws Exception {
        ConcurrentLinkedQueue<Delivery> held = new ConcurrentLinkedQueue<>();
        int[] count = new int[1];
        try (SqlMessageTransport transport = transport(settings, "lease", "600ms")) {
            transport.subscribe(channel, group, 50, delivery -> {
                synchronized (count) {
                    OUT.println("GOT " + delivery.message().key() + " " + Fixtures.text(delivery.message()) + " "
                            + delivery.attempt() + " " + System.nanoTime());
                    if (count[0]++ >= most) {
                        held.add(delivery);
                        return;
                    }
                }
                delivery.ack();
                OUT.println("ACKED " + Fixtures.text(delivery.message()));
            });
            OUT.println("READY");
            for (String line = IN.readLine(); line != null; line = IN.readLine()) {
                for (Delivery delivery = held.poll(); delivery != null; delivery = held.poll()) {
                    delivery.ack();
                }
                OUT.println("ACKALL");
            }
        }
    }

    /** Fills the outbox and relays it: SENT id time, for each that was sent. */
    private static void relay(Map<String, String> settings, String prefix, int count) throws Exception {
        ServiceDatabase database = Fixtures.serviceDatabase(settings);
        try (database) {
            database.relay((transport, channel, batch) -> {
                batch.forEach(message -> OUT.println("SENT " + message.id() + " " + System.nanoTime()));
                return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), Receipt.Accepted.INSTANCE));
            });
            OUT.println("READY");
            for (int i = 0; i < count; i++) {
                int number = i;
                database.transact(() -> {
                    database.enqueue(
                            "sql", channel("orders", 4), message(prefix + "-" + number, prefix + number % 3, "x"));
                    return null;
                });
            }
            OUT.println("FILLED");
            while (IN.readLine() != null) {
                OUT.println("STILL HERE");
            }
        }
    }
}
