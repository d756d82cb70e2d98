package io.quintet.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that is a class of ours around somebody's, in a JVM of its own with this one's class path. */
public final class JavaServer {
    private JavaServer() {}

    /** Starts it as {@link ServerChild#start}. */
    public static void start(ServerChild child, Class<?> main, List<String> arguments, ServerChild.Probe probe) {
        // Ctrl-C goes to every process of the terminal, but this one is to end when its parent says so.
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        child.start(command, Map.of(), probe);
    }

    /** A class path that is the same from any directory, for a child that has one of its own. */
    public static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** In the child: ends it when its parent is gone, however that came about, for its pipe to standard input is then, too. */
    public static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is ever written, the pipe just ends
                }
            } catch (IOException e) {
                System.err.println("standard input: " + e);
            }
            Runtime.getRuntime().halt(3);
        });
    }
}
