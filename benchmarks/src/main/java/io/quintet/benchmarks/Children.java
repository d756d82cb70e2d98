package io.quintet.benchmarks;

import io.quintet.servers.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes and files of a run: all are gone when it ends, also by Ctrl-C. Safe for use by many threads. */
final class Children implements AutoCloseable {
    private static final int LOG_LINES = 15;

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private boolean closed;

    private Children(Path directory) {
        this.directory = directory;
    }

    static Children under(Path parent) throws IOException {
        Children children = new Children(Files.createTempDirectory(parent, "run-"));
        Runtime.getRuntime().addShutdownHook(new Thread(children::close, "children"));
        return children;
    }

    /** A new directory for data. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** Starts a JVM on the same Java. */
    Process java(String name, ClassPath classPath, Class<?> main, String heap, String... arguments) throws IOException {
        return start(name, jvm(classPath, main.getName(), heap, arguments), Map.of());
    }

    /**
     * Starts a JVM on the same Java, with a class path of its own and a directory that it shares with others of the same subject, and
     * talks to it; what it says on standard error goes to a file.
     */
    Talk talk(String subject, String side, ClassPath classPath, String main, String heap, String... arguments)
            throws IOException {
        String name = subject + "-" + side;
        ProcessBuilder builder = shielded(jvm(classPath, main, heap, arguments))
                .directory(directory(subject).toFile())
                .redirectError(log(name).toFile());
        return new Talk(this, name, start(builder));
    }

    private static List<String> jvm(ClassPath classPath, String main, String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath.text(),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a program; what it says goes to a file. */
    Process start(String name, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = shielded(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        return start(builder);
    }

    /** Ctrl-C does not reach it, for it is to end when this process says so. */
    private static ProcessBuilder shielded(List<String> command) {
        return new ProcessBuilder(ChildJvm.shielded(command));
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IllegalStateException("the run is being ended");
        }
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** All that a program said. */
    List<String> words(String name) throws IOException {
        return Files.readAllLines(log(name));
    }

    /** The last lines of what a program said, for an error message. */
    String lastWords(String name) throws IOException {
        List<String> lines = words(name);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** Kills a process and those that it started, by their ids; what it stores is thrown away anyway. */
    synchronized void stop(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle handle : all) {
            handle.onExit().completeOnTimeout(handle, 10, TimeUnit.SECONDS).join();
        }
        processes.remove(process);
    }

    /** Has something done when the run ends, after the processes are gone and before the files are. */
    synchronized void onClose(Runnable ending) {
        endings.add(ending);
        if (closed) {
            ending.run();
        }
    }

    /** Removes a directory and what is in it. */
    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            List.copyOf(processes).reversed().forEach(this::stop);
            endings.forEach(Runnable::run);
            remove(directory);
        }
    }
}
