package io.quintet.benchmarks;

import io.quintet.servers.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What a child JVM gets: this one's, or that of a peer, whose libraries need not agree with ours.
 *
 * @param text as after {@code -cp}
 */
record ClassPath(String text) {
    private static final Path PEERS = Path.of("benchmarks", "peers");

    static ClassPath own() {
        return absolute(System.getProperty("java.class.path"));
    }

    /** That of a module below {@code benchmarks/peers}, as its build has written it. */
    static ClassPath ofPeer(String module) throws IOException {
        Path target = PEERS.resolve(module).resolve("target");
        Path written = target.resolve("classpath.txt");
        if (!Files.exists(written)) {
            throw new IllegalStateException(written + ": absent (expected: built, as benchmarks/run does)");
        }
        return absolute(target.resolve("classes") + File.pathSeparator + Files.readString(written));
    }

    /** For a child that has a working directory of its own. */
    private static ClassPath absolute(String text) {
        return new ClassPath(ChildJvm.absolute(text.strip()));
    }

    private static Stream<String> entries(String text) {
        return Arrays.stream(text.strip().split(File.pathSeparator, -1));
    }

    /** Fails when a class is not there, before time is spent on others. */
    void require(String className) throws IOException {
        String file = className.replace('.', '/') + ".class";
        for (String entry : entries(text).toList()) {
            if (holds(Path.of(entry), file)) {
                return;
            }
        }
        throw new IllegalStateException("there is no class " + className + " yet");
    }

    private static boolean holds(Path entry, String file) throws IOException {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(file));
        }
        if (!Files.exists(entry)) {
            return false;
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            return jar.getEntry(file) != null;
        }
    }
}
