package io.quintet.tck;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Real servers that tests start as processes of their own, where they are installed. */
public final class Installed {
    /** Set to {@code required} where a missing server is a failure, as in CI. */
    private static final String PROPERTY = "quintet.servers";

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Installed() {}

    /** Where a program is; skips the test where there is none, or fails it with {@code -Dquintet.servers=required}. */
    public static Path program(String name) {
        Optional<Path> found = Stream.concat(
                        SEPARATOR.splitAsStream(System.getenv().getOrDefault("PATH", "")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "required".equals(System.getProperty(PROPERTY))) {
            fail("no " + name + " on the PATH (expected: one, for " + PROPERTY + " is required)");
        }
        assumeTrue(found.isPresent(), "no " + name + " on this machine");
        return found.orElseThrow();
    }
}
