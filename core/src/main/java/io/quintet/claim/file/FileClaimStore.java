package io.quintet.claim.file;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.Directories;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file per payload, in directories by age and, below, by the last digits of the id. A file appears under its name when all of it is on
 * the disk.
 */
final class FileClaimStore implements ClaimStore {
    /** The first digits of an id: those of about four and a half hours. */
    static final int AGE_DIGITS = 6;

    private static final int FAN_DIGITS = 2;

    /** What the name of a file ends in until all of it is there. */
    private static final String PART = ".part";

    private final Path root;

    FileClaimStore(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return FileClaimStoreProvider.NAME;
    }

    private Path directory(ClaimId id) {
        String text = id.text();
        return root.resolve(text.substring(0, AGE_DIGITS)).resolve(text.substring(ClaimId.LENGTH - FAN_DIGITS));
    }

    @Override
    public void put(ClaimId id, byte[] payload) {
        Path directory = directory(id);
        Path part = directory.resolve(id + PART);
        try {
            Directories.create(directory);
            write(part, payload);
            if (Files.exists(directory.resolve(id.text()))) {
                throw new FileAlreadyExistsException(id.text());
            }
            Files.move(part, directory.resolve(id.text()), StandardCopyOption.ATOMIC_MOVE);
            Directories.force(directory);
        } catch (IOException e) {
            remove(part, e);
            throw QuintetException.refused(Code.UNAVAILABLE, root + ": payload not stored: " + e)
                    .causedBy(e);
        }
    }

    private static void remove(Path part, IOException cause) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            cause.addSuppressed(e); // it is swept when it is old
        }
    }

    private static void write(Path part, byte[] payload) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(payload);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> get(ClaimId id, int most) {
        Path file = directory(id).resolve(id.text());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > most) {
                throw QuintetException.concluded(
                        Code.DATA_LOSS,
                        FailureMode.ARBITRARY,
                        file + ": " + channel.size() + " bytes (expected: at most " + most + ")");
            }
            return Optional.of(read(channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, file + ": payload not read: " + e)
                    .causedBy(e);
        }
    }

    private static byte[] read(FileChannel channel) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate((int) channel.size());
        while (payload.hasRemaining()) {
            if (channel.read(payload) < 0) {
                throw new EOFException("cut off after " + payload.position() + " bytes");
            }
        }
        return payload.array();
    }

    @Override
    public int expire(ClaimId before, int most) {
        try {
            return new Sweep(root, before, most).run();
        } catch (IOException e) {
            throw QuintetException.concluded(
                            Code.UNAVAILABLE, FailureMode.OMISSION, root + ": old payloads not removed: " + e)
                    .causedBy(e);
        }
    }

    @Override
    public void close() {
        // nothing is held between calls
    }
}
