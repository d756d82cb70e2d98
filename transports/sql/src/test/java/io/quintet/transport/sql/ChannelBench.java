package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures a channel between two processes, end to end, durable: throughput with a window in flight, latency with one in flight.
 *
 * <p>Usage: {@code ChannelBench <directory> <seconds> <window> [shards [jdbc-url]]}: over SQLite files in the directory, or over PostgreSQL, user
 * {@code postgres}. A message is in flight until the consumer has acknowledged it.
 */
final class ChannelBench {
    private static final int PAYLOAD = 200;
    private static final int ACKED_AT = 0;
    private static final int READY_AT = 8;
    private static final int CPU_AT = 16;
    private static final int SAMPLES_AT = 64;
    private static final int MOST_SAMPLES = 1 << 20;

    private ChannelBench() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("consume")) {
            consume(Path.of(args[1]), Integer.parseInt(args[2]), args.length > 3 ? args[3] : "");
            return;
        }
        Path directory = Path.of(args[0]);
        int seconds = Integer.parseInt(args[1]);
        int window = Integer.parseInt(args[2]);
        int shards = args.length > 3 ? Integer.parseInt(args[3]) : 8;
        String url = args.length > 4 ? args[4] : "";
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve("bench"));
        MappedByteBuffer shared = shared(directory);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m"));
        String options = System.getProperty("bench.consumer.options", "");
        if (!options.isEmpty()) {
            command.addAll(Arrays.asList(options.split(" ")));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ChannelBench.class.getName(),
                "consume",
                directory.toString(),
                String.valueOf(shards),
                url));
        Process consumer = new ProcessBuilder(command).inheritIO().start();
        try {
            produce(settings(directory, url), seconds, window, shards, shared);
        } finally {
            shared.putLong(READY_AT, 2);
            if (!consumer.waitFor(20, TimeUnit.SECONDS)) {
                consumer.destroyForcibly();
            }
        }
        System.out.printf("consumer cpu %.2f s%n", shared.getLong(CPU_AT) / 1e9);
    }

    private static MappedByteBuffer shared(Path directory) throws IOException {
        try (FileChannel file = FileChannel.open(
                directory.resolve("bench"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            MappedByteBuffer map = file.map(FileChannel.MapMode.READ_WRITE, 0, SAMPLES_AT + 8L * MOST_SAMPLES);
            map.order(ByteOrder.nativeOrder());
            return map;
        }
    }

    private static Map<String, String> settings(Path directory, String url) {
        return url.isEmpty() ? Map.of("directory", directory.toString()) : Map.of("url", url, "user", "postgres");
    }

    private static Channel channel(int shards) {
        return new Channel("bench" + shards, Channel.Kind.POINT_TO_POINT, shards);
    }

    private static void produce(
            Map<String, String> settings, int seconds, int window, int shards, MappedByteBuffer shared)
            throws Exception {
        Channel channel = channel(shards);
        try (SqlMessageTransport transport = new SqlMessageTransport(Fixtures.context("producer", settings))) {
            while (shared.getLong(READY_AT) != 1) {
                LockSupport.parkNanos(1_000_000);
            }
            String prefix = UUID.randomUUID().toString();
            AtomicLong failed = new AtomicLong();
            long sent = shared.getLong(ACKED_AT);
            long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            long end = warm + TimeUnit.SECONDS.toNanos(seconds);
            long measuredFrom = 0;
            long measuredAt = 0;
            long cpu = 0;
            long now = System.nanoTime();
            while (now < end) {
                long acked = shared.getLong(ACKED_AT);
                if (measuredAt == 0 && now > warm) {
                    measuredAt = now;
                    measuredFrom = acked;
                    cpu = ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toNanos();
                    shared.putLong(CPU_AT, -1);
                }
                if (sent - acked >= window) {
                    LockSupport.parkNanos(20_000);
                } else {
                    byte[] payload = new byte[PAYLOAD];
                    ByteBuffer.wrap(payload).putLong(0, System.nanoTime());
                    Headers headers = Headers.builder()
                            .set(HeaderNames.ID, prefix + sent)
                            .set(HeaderNames.KEY, "key-" + sent % 1000)
                            .build();
                    var unused = transport
                            .send(channel, List.of(new Message(headers, payload)))
                            .thenAccept(receipts -> {
                                if (receipts.get(0) instanceof Receipt.Failed) {
                                    failed.incrementAndGet();
                                }
                            });
                    sent++;
                }
                now = System.nanoTime();
            }
            long received = shared.getLong(ACKED_AT) - measuredFrom;
            double time = (now - measuredAt) / 1e9;
            int samples = (int) Math.min(received, MOST_SAMPLES - 1);
            long[] latencies = new long[samples];
            for (int i = 0; i < samples; i++) {
                latencies[i] = shared.getLong(SAMPLES_AT + 8 * (int) ((measuredFrom + i) % MOST_SAMPLES));
            }
            Arrays.sort(latencies);
            long producerCpu = ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toNanos()
                    - cpu;
            System.out.printf(
                    "window %d, shards %d: %.0f msg/s, p50 %.3f ms, p99 %.3f ms, max %.3f ms, failed %d, producer cpu"
                            + " %.1f us/msg%n",
                    window,
                    shards,
                    received / time,
                    latencies[samples / 2] / 1e6,
                    latencies[(int) (samples * 0.99)] / 1e6,
                    latencies[samples - 1] / 1e6,
                    failed.get(),
                    producerCpu / 1e3 / Math.max(1, received));
            while (shared.getLong(ACKED_AT) < sent) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void consume(Path directory, int shards, String url) throws Exception {
        MappedByteBuffer shared = shared(directory);
        AtomicLong received = new AtomicLong();
        try (SqlMessageTransport transport =
                        new SqlMessageTransport(Fixtures.context("consumer", settings(directory, url)));
                var subscription = transport.subscribe(channel(shards), "bench", 4096, delivery -> {
                    take(delivery, shared, received);
                })) {
            shared.putLong(READY_AT, 1);
            while (shared.getLong(READY_AT) == 1) {
                LockSupport.parkNanos(1_000_000);
            }
            subscription.drain(java.time.Duration.ofSeconds(1));
        }
        shared.putLong(
                CPU_AT,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos());
    }

    private static void take(Delivery delivery, MappedByteBuffer shared, AtomicLong received) {
        long latency = System.nanoTime()
                - ByteBuffer.wrap(delivery.message().payload()).getLong(0);
        long count = received.getAndIncrement();
        shared.putLong(SAMPLES_AT + 8 * (int) (count % MOST_SAMPLES), latency);
        delivery.ack();
        shared.putLong(ACKED_AT, count + 1);
    }
}
