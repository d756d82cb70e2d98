package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.servers.ChildJvm;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.spi.Shared;
import io.quintet.transport.sql.SqlRegistryProvider;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped in the midst of its work, and goes on later. */
@Timeout(60)
class PausedPeerTest {
    @TempDir
    private Path directory;

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private static String line(BufferedReader reader, String start) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        String line = reader.readLine();
                        while (line != null && !line.startsWith(start)) {
                            line = reader.readLine();
                        }
                        if (line == null) {
                            throw new AssertionError("the peer ended before " + start);
                        }
                        return line.substring(start.length()).strip();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void its_calls_fail_its_messages_go_to_another_and_when_it_wakes_it_takes_part_again() throws Exception {
        Process process = new ProcessBuilder(
                        ChildJvm.of(PausedPeerMain.class, directory).command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Shared shared = new Shared();
        Registry registry = shared.one(
                Registry.class,
                () -> new SqlRegistryProvider()
                        .create(PausedPeerMain.context(Map.of("directory", directory.toString()), shared)));
        ZeroMqTransport here =
                new ZeroMqTransport(PausedPeerMain.context(Map.of("heartbeat", "100ms", "liveness", "3s"), shared));
        BufferedReader reader = process.inputReader();
        try {
            Endpoint endpoint = new Endpoint("zeromq", line(reader, "serving "));
            CompletableFuture<QuintetException> call = CompletableFuture.supplyAsync(() -> {
                try {
                    here.call(endpoint, Kitchen.call("soup", Duration.ofSeconds(50)));
                    throw new AssertionError("answered");
                } catch (QuintetException e) {
                    return e;
                } catch (io.quintet.DomainException e) {
                    throw new IllegalStateException(e);
                }
            });
            line(reader, "called");
            Receipt held = Town.receipt(here.send(Town.CHANNEL, List.of(Town.message("held", "k"))));
            assertThat(held).isInstanceOf(Receipt.Accepted.class);
            assertThat(line(reader, "got ")).isEqualTo("held");
            Town.Got got = new Town.Got(true);
            here.subscribe(Town.CHANNEL, "kitchen", 10, got);
            signal(process, "STOP");
            QuintetException failure = call.get(20, TimeUnit.SECONDS);
            assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(failure.retrySafe()).isFalse();
            assertThat(failure).hasMessageContaining("silent for PT3S");
            Delivery again = got.take();
            assertThat(again.message().id()).isEqualTo("held");
            assertThat(again.attempt()).isEqualTo(2);
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> here.call(endpoint, Kitchen.call("soup", Duration.ofMillis(500))));
            signal(process, "CONT");
            line(reader, "interrupted"); // nobody waits for its answer any more
            awaitShare(here, reader);
        } finally {
            process.destroyForcibly(); // before the reader is closed, which waits for whoever reads
            reader.close();
            here.close();
            registry.close();
        }
    }

    /** Sends messages of ever new keys until one is handled there. */
    private static void awaitShare(ZeroMqTransport here, BufferedReader reader) throws Exception {
        CompletableFuture<String> there = CompletableFuture.supplyAsync(() -> {
            try {
                return line(reader, "got acked");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        long deadline = System.nanoTime() + Town.PATIENCE.toNanos();
        for (int i = 0; !there.isDone(); i++) {
            assertThat(System.nanoTime()).as("handled there").isLessThan(deadline);
            assertThat(Town.receipt(here.send(Town.CHANNEL, List.of(Town.message("acked" + i, "key" + i)))))
                    .isInstanceOf(Receipt.Accepted.class);
        }
        assertThat(there.get(1, TimeUnit.SECONDS)).isNotEmpty();
    }
}
