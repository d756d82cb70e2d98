package io.quintet.spi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Directories whose names outlast the loss of power: a new name does once the directory that holds it was forced to the disk. */
public final class Directories {
    private Directories() {}

    /** Brings a directory and all above it into being; what is there is left as it is. */
    public static void create(Path directory) throws IOException {
        List<Path> holders = holdersOfMissing(directory);
        Files.createDirectories(directory);
        for (Path holder : holders) {
            force(holder);
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

    /** Forces the names in a directory to the disk. */
    public static void force(Path directory) throws IOException {
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
