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

    /** As the third field of its stat file says: T for stopped, S for sleeping. */
    private boolean inState(char state) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == state;
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
            await(() -> inState('T'));
            faults.proceed(process.toHandle());
            await(() -> inState('S'));
        }
    }

    @Test
    void leaves_nothing_stopped() {
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(process.toHandle());
            await(() -> inState('T'));
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
