package io.quintet.verify;

import io.quintet.cli.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps its files.
 *
 * @param path the directory
 * @param temporary whether it goes when all was well
 */
record RunDirectory(Path path, boolean temporary) {
    /** The one that was asked for, which must be new or empty; else a temporary one. */
    static RunDirectory of(@Nullable Path wanted) {
        try {
            if (wanted == null) {
                return new RunDirectory(Files.createTempDirectory("quintet-verify-"), true);
            }
            Files.createDirectories(wanted);
            try (Stream<Path> files = Files.list(wanted)) {
                if (files.findAny().isPresent()) {
                    throw new CommandFailed("--dir " + wanted + ": not empty (expected: a new or an empty directory)");
                }
            }
            return new RunDirectory(wanted, false);
        } catch (IOException e) {
            throw new CommandFailed("run directory: cannot be made: " + e, e);
        }
    }

    /** A directory below it. */
    Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(path + "/" + name + ": cannot be made", e);
        }
    }

    /** Removes a directory with all that is in it; one that is absent is no error. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": cannot be removed", e);
        }
    }
}
