package io.quintet.faults.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessFaultsTest {
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean inState(char state) {
        return state(Path.of("/proc", Long.toString(process.pid()))) == state;
    }

    /** As the third field of its stat file says: T for stopped, S for sleeping. */
    private static char state(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void stops_and_continues() {
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(process.toHandle());
            assertThat(inState('T')).isTrue();
            faults.proceed(process.toHandle());
            await(() -> inState('S'));
        }
    }

    @Test
    void no_thread_runs_once_a_process_is_stopped() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Path.of(Busy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Process busy = new ProcessBuilder(java, "-cp", classes, Busy.class.getName()).start();
        try (ProcessFaults faults = new ProcessFaults()) {
            assertThat(busy.inputReader().readLine()).isEqualTo("ready");
            for (int i = 0; i < 20; i++) {
                faults.stop(busy.toHandle());
                try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(busy.pid()), "task"))) {
                    assertThat(threads).hasSizeGreaterThan(Busy.THREADS).allMatch(thread -> state(thread) == 'T');
                }
                faults.proceed(busy.toHandle());
            }
        } finally {
            busy.destroyForcibly();
            assertThat(busy.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A process that gives the processors no rest. */
    static final class Busy {
        static final int THREADS = 16;

        private Busy() {}

        public static void main(String[] none) {
            for (int i = 0; i < THREADS; i++) {
                Thread.ofPlatform().start(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                });
            }
            System.out.println("ready");
        }
    }

    @Test
    void leaves_nothing_stopped() {
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(process.toHandle());
            assertThat(inState('T')).isTrue();
        }
        await(() -> inState('S'));
    }

    @Test
    void kills_what_is_stopped() throws InterruptedException {
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(process.toHandle());
            faults.kill(process.toHandle());
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 9);
        }
    }
}
