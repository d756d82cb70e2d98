package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window, with a profile of its own; ends with all its processes. */
final class Browser implements AutoCloseable {
    /** Set to {@code required} where a missing browser is a failure, as in CI. */
    private static final String PROPERTY = "quintet.browser";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Path log;

    private Browser(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Opens a page; skips the test where there is no browser, unless one is required. */
    static Browser open(String page, Path directory) throws IOException {
        Optional<Path> executable = executable();
        if (executable.isEmpty() && "required".equals(System.getProperty(PROPERTY))) {
            fail("no browser on the PATH (expected: one of " + NAMES + ", for " + PROPERTY + " is required)");
        }
        assumeTrue(executable.isPresent(), "no browser on this machine: none of " + NAMES);
        Path log = directory.resolve("browser.log");
        List<String> command = new ArrayList<>(List.of(
                executable.get().toString(),
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + directory.resolve("profile")));
        if (isRoot()) {
            command.add("--no-sandbox"); // root does not get one
        }
        command.add(page);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        for (String home : List.of("XDG_CONFIG_HOME", "XDG_CACHE_HOME")) { // not all it writes is in the profile
            builder.environment().put(home, directory.resolve("home").toString());
        }
        return new Browser(builder.start(), log);
    }

    // whoever /proc/self belongs to; not the name of the user, which is free
    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static Optional<Path> executable() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What it said, for the message of a failure. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the browser, process " + process.pid() + ", does not end");
        }
        for (ProcessHandle one : all) {
            one.onExit().orTimeout(10, TimeUnit.SECONDS).join(); // its files are in the test's directory
        }
    }
}
