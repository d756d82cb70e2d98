package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The directory that all processes of a machine share. */
final class DataDirectory {
    private DataDirectory() {}

    /** Brings it into being and checks that files can be made there. */
    static void prepare(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    "sql.directory: " + directory + " is a file (expected: a directory, or a path that is free)");
        }
        try {
            List<Path> holders = holdersOfMissing(directory);
            Files.createDirectories(directory);
            for (Path holder : holders) {
                sync(holder);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "sql.directory: " + directory + " cannot be made: " + e
                            + " (expected: a directory that this process may write)",
                    e);
        }
        if (!Files.isWritable(directory)) {
            throw new ConfigurationException("sql.directory: " + directory
                    + " is read-only (expected: a directory that this process may write)");
        }
    }

    /** The directories that get a new name in them. */
    private static List<Path> holdersOfMissing(Path directory) {
        List<Path> holders = new ArrayList<>();
        Path missing = directory.toAbsolutePath();
        Path holder = missing.getParent();
        while (holder != null && !Files.exists(missing)) {
            holders.add(holder);
            missing = holder;
            holder = missing.getParent();
        }
        return holders;
    }

    /** A new name outlasts the loss of power once the directory that holds it was forced; SQLite does so just for its own files. */
    private static void sync(Path directory) throws IOException {
        if (directory
                .getFileSystem()
                .supportedFileAttributeViews()
                .contains("posix")) { // elsewhere it cannot be opened
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
