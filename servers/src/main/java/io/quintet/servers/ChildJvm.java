package io.quintet.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that starts a class in a JVM of its own, with this one's Java and class path. Many such JVMs run at once, and not for long: so
 * it has a small heap, and the collector and the compiler that cost the least.
 */
public final class ChildJvm {
    private static final int UNSAFE_WARNINGS_SINCE = 23;

    private final String main;
    private final List<String> arguments = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private String heap = "256m";
    private boolean shielded;

    private ChildJvm(String main) {
        this.main = main;
    }

    /** Starts {@code main}, with arguments that are written as their {@code toString} says. */
    public static ChildJvm of(Class<?> main, Object... arguments) {
        ChildJvm jvm = new ChildJvm(main.getName());
        for (Object argument : arguments) {
            jvm.arguments.add(argument.toString());
        }
        return jvm;
    }

    /** The most its heap may have, as {@code -Xmx} takes it; 256m where nobody says. */
    public ChildJvm heap(String most) {
        heap = most;
        return this;
    }

    /** Further options of the JVM. */
    public ChildJvm options(List<String> more) {
        options.addAll(more);
        return this;
    }

    /** Ctrl-C goes to every process of a terminal, but not to this one: it is to end when its parent says so. */
    public ChildJvm shielded() {
        shielded = true;
        return this;
    }

    /** For a {@link ProcessBuilder}; in whatever directory. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= UNSAFE_WARNINGS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // of libraries; without it each JVM warns
        }
        command.addAll(options);
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), main));
        command.addAll(arguments);
        return shielded ? shielded(command) : command;
    }

    /**
     * Runs it to its end and returns its exit code.
     *
     * @param log what it prints is appended to this file
     * @throws IllegalStateException it has not ended by itself in time; it is killed then
     */
    public int run(Path log, Duration patience) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(main + " has not ended after " + patience + "; see " + log);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The command of a program that Ctrl-C does not reach, either. */
    public static List<String> shielded(List<String> command) {
        List<String> shielded = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        shielded.addAll(command);
        return shielded;
    }

    /** A class path that is the same from any directory, for a child that has one of its own. */
    public static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
