package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import io.quintet.spi.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            Directories.create(directory);
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
}
