package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.tck.Installed;
import io.quintet.tck.LongRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, each with nine processes. */
@Timeout(120)
final class DemoTest {
    private static final Path DATA = Path.of("data");

    @TempDir
    private Path directory;

    private static DemoOptions options(int orders, List<Kill> kills) {
        return new DemoOptions(
                orders, true, 1e9, 8, kills, FaultSchedule.of(List.of(), orders), DATA, null, false, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc"})
    void forty_orders_take_effect_once_although_a_kitchen_is_killed(String calls) throws Exception {
        forty(calls, "sql");
    }

    @LongRun
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "kafka", "rabbitmq", "sqs", "zeromq"})
    void they_do_so_whatever_carries_the_messages(String messages) throws Exception {
        if (messages.equals("rabbitmq")) {
            Installed.program("rabbitmq-server");
        }
        forty("http", messages);
    }

    private void forty(String calls, String messages) throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (MessageServer server = MessageServer.of(messages, null)) {
            forty(new RunDirectory(RunDirectory.empty(directory.resolve("with space")), server.carriers(calls)), shown);
        }
    }

    private static void forty(RunDirectory run, ByteArrayOutputStream shown) throws Exception {
        try (Display display = new PlainDisplay(new PrintStream(shown, true, StandardCharsets.UTF_8));
                Demo demo = new Demo(
                        options(40, List.of(new Kill("kitchen", 20))), OrderFile.load(DATA), run, null, display)) {
            Report report = demo.run();
            assertThat(report.run().problems()).isEmpty();
            assertThat(report.guarantees().acknowledged()).isEqualTo(40);
            assertThat(report.guarantees().effects()).isEqualTo(40L * Effect.COUNT);
            assertThat(report.guarantees().redelivered()).isPositive();
            assertThat(report.styles().values()).hasSize(5).allSatisfy(style -> {
                assertThat(style.operations()).isPositive();
                assertThat(style.p99Micros()).isPositive();
            });
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("9 of 9 services up");
        assertThat(logs(run)).contains("exit code 137");
    }

    @Test
    void a_process_that_dies_unasked_fails_the_run_and_is_reported_first_and_none_is_left() throws Exception {
        RunDirectory run = new RunDirectory(RunDirectory.empty(directory.resolve("run")), Carriers.files("http"));
        Map<String, ProcessHandle> started = new ConcurrentHashMap<>();
        Display saboteur = new Display() {
            @Override
            public void step(String text) {}

            @Override
            public void event(String text) {}

            @Override
            public void show(Snapshot snapshot) {
                if (started.isEmpty()) {
                    // Told apart by what the run says of them: of a long command line the JVM shows the first 4096
                    // bytes only.
                    snapshot.processes().forEach(process -> started.put(process.instance(), handle(process.pid())));
                    started.get("notification-1").destroyForcibly();
                }
            }

            @Override
            public void close() {}
        };
        try (Demo demo = new Demo(options(100_000, List.of()), OrderFile.load(DATA), run, null, saboteur)) {
            Report report = demo.run();
            assertThat(report.run().passed()).isFalse();
            assertThat(report.run().problems().getFirst())
                    .startsWith("notification-1 ended although nobody had asked it to; its last log lines:")
                    .contains("exit code 137");
        }
        assertThat(started.values()).hasSize(Role.processes()).noneMatch(ProcessHandle::isAlive);
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static String logs(RunDirectory run) throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(run.path())) {
            for (Path file : files.filter(path -> Objects.toString(path).endsWith(".log"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
