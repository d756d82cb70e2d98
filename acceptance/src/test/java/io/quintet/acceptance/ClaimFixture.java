package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.acceptance.archive.Archive;
import io.quintet.acceptance.archive.Archive.Document;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.transport.sql.SqlTransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Services over the sql transport whose payloads are in the store {@code trap}, and an operator who looks at the channels. */
abstract class ClaimFixture {
    static final long PATIENCE = 30;
    static final Document LARGE = new Document("large", List.of("page ".repeat(1000)));
    static final Document SMALL = new Document("small", List.of("page"));

    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    final Keeper keeper = new Keeper();
    MessageTransport operator;

    @BeforeEach
    void openOperator() {
        operator = operator(channels(), scheduler);
    }

    /** The channels in a directory, for somebody who is no service. */
    static MessageTransport operator(Path channels, ScheduledExecutorService scheduler) {
        return new SqlTransportProvider()
                .create(new ServiceContext(
                        "operator",
                        "operator-1",
                        new SettingsSource()
                                .code(Map.of("directory", channels.toString()))
                                .settings(),
                        Clock.systemUTC(),
                        scheduler));
    }

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
        operator.close();
        scheduler.shutdownNow();
    }

    final Path channels() {
        return directory.resolve("channels");
    }

    final Path claims() {
        return directory.resolve("claims");
    }

    final QuintetBuilder service(String name) {
        return Quintet.builder()
                .name(name)
                .environment(Map.of())
                .transport("sql")
                .set("sql.directory", channels().toString())
                .set("messages.attempts", "3")
                .set("messages.first-backoff", "1ms")
                .set("messages.most-backoff", "2ms");
    }

    final QuintetBuilder trapped(String name, String... trap) {
        QuintetBuilder builder = service(name)
                .set("claims.store", "trap")
                .set("claims.threshold", "1KiB")
                .set("trap.directory", claims().toString());
        for (int i = 0; i < trap.length; i += 2) {
            builder.set("trap." + trap[i], trap[i + 1]);
        }
        return builder;
    }

    final Quintet start(QuintetBuilder builder) {
        Quintet quintet = builder.build();
        started.add(quintet);
        return quintet;
    }

    /** Keeps what it gets. */
    public static class Keeper implements Archive {
        final BlockingQueue<Document> kept = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Document> copy(Document document) {
            return CompletableFuture.completedStage(document);
        }

        @Override
        public void keep(Document document) {
            kept.add(document);
        }
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        return take(queue, PATIENCE);
    }

    static <T> T take(BlockingQueue<T> queue, long seconds) throws InterruptedException {
        T taken = queue.poll(seconds, TimeUnit.SECONDS);
        assertThat(taken).as("within %s s", seconds).isNotNull();
        return taken;
    }

    final List<Path> payloads() {
        try (Stream<Path> all = Files.exists(claims()) ? Files.walk(claims()) : Stream.of()) {
            return all.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            return payloads(); // a directory was removed while it was looked at
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final DeadLetters letters() {
        return operator.deadLetters().orElseThrow();
    }

    final void send(Message... messages) throws Exception {
        assertThat(operator.send(new Channel("archive", Channel.Kind.POINT_TO_POINT, 8), List.of(messages))
                        .get(PATIENCE, TimeUnit.SECONDS))
                .allMatch(Receipt.Accepted.class::isInstance);
    }
}
