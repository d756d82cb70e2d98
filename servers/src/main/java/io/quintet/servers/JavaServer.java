package io.quintet.servers;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server that is a class of ours around somebody's, in a JVM of its own with this one's class path. */
public final class JavaServer {
    private JavaServer() {}

    /** Starts it as {@link ServerChild#start}. */
    public static void start(ServerChild child, Class<?> main, List<String> arguments, ServerChild.Probe probe) {
        List<String> command = ChildJvm.of(main, arguments.toArray())
                .heap("512m")
                .options(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"))
                .shielded()
                .command();
        child.start(command, Map.of(), probe);
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
