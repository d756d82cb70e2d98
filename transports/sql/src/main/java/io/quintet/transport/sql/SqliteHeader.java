package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first bytes of a SQLite file, read without SQLite, which would change a file that it opens.
 *
 * @param applicationId whose database it is
 * @param bytes how long the file must be
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">the database header</a>
 */
record SqliteHeader(int applicationId, long bytes) {
    private static final int LENGTH = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE_SIZE_AT = 16;
    private static final int PAGE_COUNT_AT = 28;
    private static final int APPLICATION_ID_AT = 68;

    /**
     * The header; none where the file is absent or empty, and where another process makes it at this moment or died while it did, for
     * then only SQLite can tell.
     */
    static Optional<SqliteHeader> read(Path file) throws IOException {
        if (!hasContent(file) || hasContent(beside(file, "-journal"))) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // a read may stop short
            }
        }
        if (bytes.hasRemaining() || !ByteBuffer.wrap(MAGIC).equals(bytes.slice(0, MAGIC.length))) {
            throw new ConfigurationException(
                    file + ": not a SQLite database (expected: one, or a path that is free); it was left as it is");
        }
        int pageSize = bytes.getShort(PAGE_SIZE_AT) & 0xffff;
        long pages = bytes.getInt(PAGE_COUNT_AT) & 0xffffffffL;
        return Optional.of(
                new SqliteHeader(bytes.getInt(APPLICATION_ID_AT), pages * (pageSize == 1 ? 65_536 : pageSize)));
    }

    /** Refuses a file that lacks pages, unless the WAL may hold them. */
    void checkLength(Path file) {
        try {
            boolean wal = hasContent(beside(file, "-wal"));
            long size = Files.size(file); // after the WAL, which others may be moving into the file, and then remove
            if (size < bytes && !wal) {
                throw new ConfigurationException(file + ": truncated: " + size + " bytes (expected: " + bytes
                        + "); restore it, or move it away to start anew");
            }
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e, e);
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** At one glance: another process may remove the file at any moment. */
    private static boolean hasContent(Path file) throws IOException {
        try {
            return Files.size(file) > 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
