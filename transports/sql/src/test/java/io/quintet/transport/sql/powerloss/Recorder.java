package io.quintet.transport.sql.powerloss;

import io.quintet.servers.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the workload in a process of its own and records it. */
final class Recorder {
    private static final Path SOURCE = Path.of("src", "test", "c", "recorder.c");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Recorder() {}

    /** Whether a recorder can be built and preloaded here. */
    static boolean possible() {
        return System.getProperty("os.name").equals("Linux") && works(List.of("gcc", "--version"));
    }

    private static boolean works(List<String> command) {
        try {
            return run(command).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** What it said where it failed, else nothing. */
    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? "" : said;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(e);
        }
    }

    /** Runs the workload in a directory until it is frozen; all it has done there is in the journal then. */
    static void record(Path directory, Path journal) throws IOException, InterruptedException {
        Path library =
                Files.createDirectories(journal.toAbsolutePath().getParent()).resolve("recorder.so");
        String failure = run(List.of(
                "gcc", "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString(), "-ldl", "-lpthread"));
        if (!failure.isEmpty()) {
            throw new AssertionError(SOURCE + " does not compile: " + failure);
        }
        Files.deleteIfExists(journal);
        ProcessBuilder builder = new ProcessBuilder(
                        ChildJvm.of(Workload.class, directory).command())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("QUINTET_RECORD_DIRECTORY", directory.toString());
        builder.environment()
                .put("QUINTET_RECORD_JOURNAL", journal.toAbsolutePath().toString());
        Process process = builder.start();
        Thread killer = Thread.ofVirtual().start(() -> killLate(process));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (!"FROZEN".equals(line)) {
                throw new AssertionError("the workload said " + line + " (expected: FROZEN, within " + PATIENCE + ")");
            }
        } finally {
            process.toHandle().destroyForcibly();
            killer.join();
        }
    }

    private static void killLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
        }
    }
}
